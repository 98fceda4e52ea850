// title: {zh: 某项目或企业属于什么产业, en: Industry of a project or company}
// topic: project
// examples:
//   - <thing:上海金山红土智能网联汽车基金>属于什么产业？
//   - <thing:金狮新材>是做什么产业的
//   - <thing:联影集团>从事哪个行业
//   - <thing:石化高性能弹性体>是什么领域的项目
//   - <thing:联影集团>的主营业务
//   - <thing:金狮新材>主要生产什么
//   - Which industry is <thing:Lianying Group> in?
//   - What industry does <thing:Jinshi Xincai> belong to?
//   - <thing:石化高性能弹性体>属于哪个产业
//   - <thing:金狮新材>的产业
//   - <thing:联影集团>做什么产品
// parameters:
//   thing: {type: Project|Company|Organization, required: true, zh: 对象, en: thing}
// columns:
//   thing: {zh: 对象, en: Thing}
//   industry: {zh: 产业, en: Industry}
//   above: {zh: 上位产业, en: Within}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '{thing}属于{@industry}产业。'
//   en: '{thing} is in {@industry}.'
// :param thing => ['联影小镇']
UNWIND $thing AS x_key
CALL (x_key) {
  MATCH (x:Project) WHERE x.id = x_key OR x.name = x_key RETURN x
  UNION
  MATCH (x:Company) WHERE x.id = x_key OR x.name = x_key RETURN x
  UNION
  MATCH (x:Organization) WHERE x.id = x_key OR x.name = x_key RETURN x
}
MATCH (x)-[r:IN_INDUSTRY]->(i:Industry)
RETURN x.name AS thing, i.name AS industry,
  COLLECT { MATCH (i)-[:SUBINDUSTRY_OF*1..4]->(up:Industry) RETURN DISTINCT up.name } AS above, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
ORDER BY thing, industry
