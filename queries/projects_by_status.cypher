// title: {zh: 按进展列出项目, en: Projects by status}
// topic: project
// examples:
//   - 哪些项目已经<status:开工>？
//   - <status:签约>的项目有哪些
//   - 列出所有<status:投产>的项目
//   - 图中<status:计划>建设的项目
//   - Which projects are <status:operating>?
//   - <status:Signed> projects
//   - 有哪些<status:在建>项目
//   - 已经<status:投产>的项目
// parameters:
//   status: {type: Status, required: true, zh: 进展, en: status}
//   place: {type: Place, zh: 地方, en: place}
// columns:
//   project: {zh: 项目, en: Project}
//   status: {zh: 进展, en: Status}
//   location: {zh: 位于, en: Located in}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '{place}{status}的项目有{@project}。'
//   en: 'Projects {status}: {@project}.'
// :param status => null
// :param place => null
MATCH (project:Project)
OPTIONAL MATCH (project)-[r:LOCATED_IN]->(where)
OPTIONAL MATCH (where)-[:LOCATED_IN*0..2]->(area:Province|City|District)
WITH project, r, where, area WHERE (project.status = $status OR r.status = $status) AND ($place IS NULL OR EXISTS {
    MATCH (area)-[:PART_OF*0..2]->(whole) WHERE whole.id IN $place OR whole.name IN $place })
RETURN project.name AS project, {planned: '计划', signed: '签约', started: '开工', completed: '建成', operating: '投产', cancelled: '取消'}[$status] AS status,
  collect(DISTINCT where.name) AS location, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
ORDER BY project
