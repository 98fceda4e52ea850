// title: {zh: 某园区、项目、企业或机构在哪里, en: Where a park, project, company or organisation is}
// topic: park
// examples:
//   - <thing:金狮新材>在哪里？
//   - <thing:联影小镇>位于哪里
//   - <thing:龙头产业园>在哪个区？
//   - <thing:石化高性能弹性体>项目落在哪里
//   - <thing:渔港新产业集聚与综合体验区>在什么地方
//   - <thing:上海石化总厂>的地址
//   - <thing:汽车芯谷>属于哪个城市
//   - <thing:金狮新材>是哪里的企业
//   - Where is <thing:Lianying Town>?
//   - In which district is <thing:Longtou industrial park>?
//   - <thing:联影集团>的总部在哪里
//   - <thing:金狮新材>是哪个区的企业
//   - <thing:汽车芯谷>在哪个城市
//   - <thing:联影小镇>是哪里的园区
//   - <thing:新北市政府经发局>在哪
//   - <thing:联影小镇>属于哪个区
// parameters:
//   thing: {type: Park|Project|Company|Organization, required: true, zh: 对象, en: thing}
// columns:
//   thing: {zh: 对象, en: Thing}
//   kind: {zh: 种类, en: Kind}
//   location: {zh: 位于, en: Located in}
//   within: {zh: 所属, en: Part of}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '{thing}位于{@location}。'
//   en: '{thing} is in {@location}.'
// :param thing => ['联影小镇']
UNWIND $thing AS x_key
CALL (x_key) {
  MATCH (x:Park) WHERE x.id = x_key OR x.name = x_key RETURN x
  UNION
  MATCH (x:Project) WHERE x.id = x_key OR x.name = x_key RETURN x
  UNION
  MATCH (x:Company) WHERE x.id = x_key OR x.name = x_key RETURN x
  UNION
  MATCH (x:Organization) WHERE x.id = x_key OR x.name = x_key RETURN x
}
MATCH (x)-[r:LOCATED_IN]->(where)
OPTIONAL MATCH (where)-[:LOCATED_IN*0..2]->(area:Province|City|District)-[:PART_OF*0..2]->(above:Province|City)
WHERE above <> where
RETURN x.name AS thing, {Province: '省', City: '市', District: '区县', Park: '园区', Industry: '产业', Project: '项目', Company: '企业',
   Organization: '机构', Policy: '政策', Person: '人物', Investment: '投资', Indicator: '指标', Article: '文章'}[head(labels(x))] AS kind, where.name AS location,
  collect(DISTINCT area.name) + collect(DISTINCT above.name) AS within, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
ORDER BY thing, location
