// title: {zh: 一个地方有哪些园区, en: Parks of a place}
// topic: place
// examples:
//   - <place:嘉定区>有哪些产业园区
//   - <place:湛江市><place:坡头区>有哪些园区？
//   - <place:湛江>有哪些园区？
//   - <place:新北市>有哪些<contains:智慧>园区？
//   - 列出<place:上海>的全部园区
//   - <place:吴川>有什么园区
//   - <place:遂溪县>的产业园叫什么名字
//   - <place:徐闻县>、<place:遂溪县>分别有哪些园区
//   - <place:濠江区>园区
//   - <place:湛江>有没有产业园
//   - Which parks are in <place:Jiading District>?
//   - List the industrial parks of <place:Zhanjiang>
//   - <place:湛江>有哪些<contains:高新区>
//   - <place:上海>的<contains:开发区>有哪些
//   - Show all parks in <place:New Taipei City>
//   - <place:湛江市>各县规划建设的产业园区名称
//   - <place:濠江区>里头有什么园区
// parameters:
//   place: {type: Place, required: true, zh: 地方, en: place}
//   contains: {type: Words, zh: 名称含, en: name contains}
// columns:
//   place: {zh: 地方, en: Place}
//   park: {zh: 园区, en: Park}
//   location: {zh: 位于, en: Located in}
//   industries: {zh: 产业, en: Industries}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '{place}有{n}个园区：{@park}。'
//   en: '{place} has {n} parks: {@park}.'
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
MATCH (p)<-[:PART_OF*0..2]-(area)<-[l:LOCATED_IN*1..2]-(park:Park|Project)
WHERE (park:Park OR any(w IN
    ['产业园', '工业园', '科技园', '创业园', '软件园', '物流园', '园区', '产业城', '科技城', '小镇'] WHERE park.name ENDS WITH w)) AND
  ($contains IS NULL OR any(w IN $contains WHERE park.name CONTAINS w OR
    any(a IN coalesce(park.aliases, []) WHERE a CONTAINS w)))
WITH p, park, area, l[0] AS r
WITH p, park, collect(DISTINCT area.name) AS location, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
RETURN p.name AS place, park.name AS park, location,
  COLLECT { MATCH (park)-[:FOCUSES_ON|IN_INDUSTRY]->(i:Industry) RETURN DISTINCT i.name ORDER BY i.name } AS industries, _evidence
ORDER BY place, location, park
