// title: {zh: 一个地方属于哪里, en: What a place belongs to}
// topic: place
// examples:
//   - <place:濠江区>属于哪个市？
//   - <place:坡头区>隶属于哪里
//   - <place:徐闻县>是哪个城市的
//   - <place:吴川>归哪里管
//   - <place:淡水区>在哪个城市
//   - Which city is <place:Haojiang District> part of?
//   - Where is <place:Xuwen County>?
//   - <place:徐闻县>在哪个市
//   - <place:湛江>在哪个省
//   - <place:嘉定区>是哪里的
// parameters:
//   place: {type: City|District, required: true, zh: 地方, en: place}
// columns:
//   place: {zh: 地方, en: Place}
//   within: {zh: 属于, en: Part of}
//   kind: {zh: 层级, en: Level}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '{place}属于{@within}。'
//   en: '{place} is part of {@within}.'
// :param place => ['汕头市']
UNWIND $place AS p_key
CALL (p_key) {
  MATCH (p:Province) WHERE p.id = p_key OR p.name = p_key RETURN p
  UNION
  MATCH (p:City) WHERE p.id = p_key OR p.name = p_key RETURN p
  UNION
  MATCH (p:District) WHERE p.id = p_key OR p.name = p_key RETURN p
}
MATCH (p)-[l:PART_OF*1..2]->(above)
WITH p, above, size(l) AS steps, l[0] AS r
RETURN p.name AS place, above.name AS within, {Province: '省', City: '市', District: '区县', Park: '园区', Industry: '产业', Project: '项目', Company: '企业',
   Organization: '机构', Policy: '政策', Person: '人物', Investment: '投资', Indicator: '指标', Article: '文章'}[head(labels(above))] AS kind, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
ORDER BY place, kind
