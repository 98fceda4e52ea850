// title: {zh: 一个地方下辖哪些区县, en: Places within a place}
// topic: place
// examples:
//   - <place:湛江市>下面有哪些区县？
//   - <place:广东省>有哪些城市
//   - <place:上海>下辖哪些区
//   - <place:新北市>包括哪些区
//   - Which districts belong to <place:Zhanjiang>?
//   - Cities of <place:Guangdong>
//   - <place:上海>有哪些区
//   - <place:广东>的地级市
// parameters:
//   place: {type: Province|City, required: true, zh: 地方, en: place}
// columns:
//   place: {zh: 地方, en: Place}
//   part: {zh: 下级, en: Part}
//   kind: {zh: 层级, en: Level}
//   industries: {zh: 产业, en: Industries}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '图中{place}之下有{@part}。'
//   en: 'Within {place}: {@part}.'
// :param place => ['汕头市']
UNWIND $place AS p_key
CALL (p_key) {
  MATCH (p:Province) WHERE p.id = p_key OR p.name = p_key RETURN p
  UNION
  MATCH (p:City) WHERE p.id = p_key OR p.name = p_key RETURN p
  UNION
  MATCH (p:District) WHERE p.id = p_key OR p.name = p_key RETURN p
}
MATCH (p)<-[l:PART_OF*1..2]-(part)
WITH p, part, l[0] AS r
RETURN p.name AS place, part.name AS part, {Province: '省', City: '市', District: '区县', Park: '园区', Industry: '产业', Project: '项目', Company: '企业',
   Organization: '机构', Policy: '政策', Person: '人物', Investment: '投资', Indicator: '指标', Article: '文章'}[head(labels(part))] AS kind,
  COLLECT { MATCH (part)-[:PRIORITIZES]->(i:Industry) RETURN i.name ORDER BY i.name } AS industries, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
ORDER BY place, kind, part
