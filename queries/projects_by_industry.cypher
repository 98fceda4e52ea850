// title: {zh: 某产业有哪些项目, en: Projects in an industry}
// topic: industry
// examples:
//   - 与<industry:智能网联汽车>有关的项目
//   - <industry:海上风电>有哪些项目？
//   - <place:汕头>有哪些<industry:海上风电>项目
//   - 哪些项目属于<industry:新能源>产业
//   - <industry:石化>产业<status:签约>了哪些项目
//   - <place:濠江区>在建的<industry:储能>项目
//   - Projects in <industry:offshore wind>
//   - Which <industry:biomedicine> projects are in <place:Shanghai>?
//   - <industry:海上风电>项目有哪些
//   - <industry:智能网联汽车>领域的项目
//   - <industry:offshore wind> projects in <place:Shantou>
// parameters:
//   industry: {type: Industry, required: true, zh: 产业, en: industry}
//   place: {type: Place, zh: 地方, en: place}
//   status: {type: Status, zh: 进展, en: status}
// columns:
//   project: {zh: 项目, en: Project}
//   location: {zh: 位于, en: Located in}
//   status: {zh: 进展, en: Status}
//   industry: {zh: 产业, en: Industry}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '{place}{industry}的项目有{@project}。'
//   en: 'Projects in {industry}: {@project}.'
// :param industry => ['海上风电']
// :param place => null
// :param status => null
UNWIND $industry AS i_key
MATCH (i:Industry) WHERE i.id = i_key OR i.name = i_key
MATCH (i)<-[:SUBINDUSTRY_OF*0..6]-(branch:Industry)<-[r:IN_INDUSTRY]-(project:Project)
OPTIONAL MATCH (project)-[:LOCATED_IN*1..3]->(area:Province|City|District)
WITH project, branch, r, area WHERE ($place IS NULL OR EXISTS {
    MATCH (area)-[:PART_OF*0..2]->(whole) WHERE whole.id IN $place OR whole.name IN $place }) AND ($status IS NULL OR coalesce(project.status, $status) = $status)
RETURN project.name AS project, collect(DISTINCT area.name) AS location,
  {planned: '计划', signed: '签约', started: '开工', completed: '建成', operating: '投产', cancelled: '取消'}[project.status] AS status,
  collect(DISTINCT branch.name) AS industry, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
ORDER BY location, project
