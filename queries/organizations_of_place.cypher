// title: {zh: 一个地方有哪些机构, en: Organisations of a place}
// topic: place
// examples:
//   - <place:金山区>有哪些机构？
//   - <place:濠江区>有什么联盟
//   - <place:新北市>的政府部门有哪些
//   - <place:上海>有哪些<contains:医院>
//   - <place:嘉定区>有哪些<contains:大学>和科研院所
//   - Which organizations are in <place:Jinshan>?
//   - Government offices of <place:New Taipei>
// parameters:
//   place: {type: Place, required: true, zh: 地方, en: place}
//   contains: {type: Words, zh: 名称含, en: name contains}
// columns:
//   place: {zh: 地方, en: Place}
//   organization: {zh: 机构, en: Organisation}
//   location: {zh: 位于, en: Located in}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '{place}的机构有{@organization}。'
//   en: 'Organisations of {place}: {@organization}.'
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
MATCH (p)<-[:PART_OF*0..2]-(area)<-[l:LOCATED_IN*1..2]-(o:Organization)
WHERE ($contains IS NULL OR any(w IN $contains WHERE o.name CONTAINS w OR
    any(a IN coalesce(o.aliases, []) WHERE a CONTAINS w)))
WITH p, o, area, l[0] AS r
RETURN p.name AS place, o.name AS organization, collect(DISTINCT area.name) AS location, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
ORDER BY place, organization
