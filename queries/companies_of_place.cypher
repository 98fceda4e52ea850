// title: {zh: 一个地方有哪些企业, en: Companies of a place}
// topic: place
// examples:
//   - <place:濠江区>有哪些企业？
//   - <place:嘉定区>有什么公司
//   - <place:湛江市>的龙头企业有哪些
//   - <place:上海>有哪些公司
//   - <place:新北市>引进了哪些企业
//   - <place:汕头>企业名单
//   - 哪些企业在<place:濠江区>
//   - Which companies are in <place:Haojiang>?
//   - Companies based in <place:Shanghai>
//   - <place:金山区>的企业
//   - <place:嘉定>的龙头企业
//   - List the companies of <place:Zhanjiang>
// parameters:
//   place: {type: Place, required: true, zh: 地方, en: place}
//   contains: {type: Words, zh: 名称含, en: name contains}
// columns:
//   place: {zh: 地方, en: Place}
//   company: {zh: 企业, en: Company}
//   location: {zh: 位于, en: Located in}
//   industries: {zh: 产业, en: Industries}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '{place}的企业有{@company}，共{n}家。'
//   en: '{place} has {n} companies: {@company}.'
// :param place => ['汕头市']
// :param contains => null
UNWIND $place AS p_key
CALL (p_key) {
  MATCH (p:Province) WHERE p.id = p_key OR p.name = p_key RETURN p
  UNION
  MATCH (p:City) WHERE p.id = p_key OR p.name = p_key RETURN p
  UNION
  MATCH (p:District) WHERE p.id = p_key OR p.name = p_key RETURN p
}
CALL (p) {
  MATCH (p)<-[:PART_OF*0..2]-(area)<-[l:LOCATED_IN*1..2]-(c:Company)
  RETURN c, area, l[0] AS r
  UNION
  MATCH (p)<-[:PART_OF*0..2]-(area)<-[r:INVESTS_IN]-(c:Company)
  RETURN c, area, r
  UNION
  MATCH (p)<-[:PART_OF*0..2]-(area)-[r:PARTNERS_WITH]-(c:Company)
  RETURN c, area, r
}
WITH p, c, area, r WHERE ($contains IS NULL OR any(w IN $contains WHERE c.name CONTAINS w OR
    any(a IN coalesce(c.aliases, []) WHERE a CONTAINS w)))
RETURN p.name AS place, c.name AS company, collect(DISTINCT area.name) AS location,
  COLLECT { MATCH (c)-[:IN_INDUSTRY]->(i:Industry) RETURN i.name ORDER BY i.name } AS industries, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
ORDER BY place, company
