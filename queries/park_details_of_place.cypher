// title: {zh: 园区里的产业、项目与企业, en: Parks of a place with their projects and companies}
// topic: park
// examples:
//   - <place:湛江>各园区的产业、项目和企业
//   - <place:嘉定区>的园区里有哪些企业和项目
//   - <place:上海>园区入驻企业
//   - <place:湛江>园区及其企业一览表
//   - Parks of <place:Jiading> with their companies and projects
//   - <place:湛江>的园区里有哪些企业
//   - <place:嘉定>各园区有哪些项目
// parameters:
//   place: {type: Place, required: true, zh: 地方, en: place}
// columns:
//   park: {zh: 园区, en: Park}
//   location: {zh: 位于, en: Located in}
//   industries: {zh: 产业, en: Industries}
//   projects: {zh: 项目, en: Projects}
//   companies: {zh: 企业, en: Companies}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '{place}的{n}个园区及其产业、项目和企业。'
//   en: 'Parks of {place} with industries, projects and companies.'
// :param place => ['汕头市']
UNWIND $place AS p_key
CALL (p_key) {
  MATCH (p:Province) WHERE p.id = p_key OR p.name = p_key RETURN p
  UNION
  MATCH (p:City) WHERE p.id = p_key OR p.name = p_key RETURN p
  UNION
  MATCH (p:District) WHERE p.id = p_key OR p.name = p_key RETURN p
}
MATCH (p)<-[:PART_OF*0..2]-(area)<-[l:LOCATED_IN*1..2]-(park:Park)
WITH park, collect(DISTINCT area.name) AS location, collect(l[0]) AS found
RETURN park.name AS park, location,
  COLLECT { MATCH (park)-[:FOCUSES_ON]->(i:Industry) RETURN i.name ORDER BY i.name } AS industries,
  COLLECT { MATCH (park)<-[:LOCATED_IN|INVESTS_IN]-(x:Project) RETURN DISTINCT x.name ORDER BY x.name } AS projects,
  COLLECT { MATCH (park)<-[:LOCATED_IN|INVESTS_IN|PARTNERS_WITH]-(x:Company) RETURN DISTINCT x.name ORDER BY x.name } AS companies,
  [r IN found | r {.articles, .sentences}][..3] AS _evidence
ORDER BY location, park
