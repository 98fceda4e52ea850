// title: {zh: 某企业投资或参与了什么, en: What a company invests in}
// topic: company
// examples:
//   - <investor:上海石化总厂>投资了哪些项目？
//   - <investor:联影集团>参与了什么项目
//   - <investor:联影集团>投资了哪里
//   - <investor:上海石化总厂>有哪些项目
//   - <investor:联影集团>在哪些地方有布局
//   - What does <investor:Lianying Group> invest in?
//   - Projects of <investor:Shanghai Shihua Zongchang>
//   - <investor:联影集团>在哪里投资
//   - <investor:联影集团>投资了哪些地方
//   - <investor:上海石化总厂>投资的项目
//   - What has <investor:Lianying Group> invested in?
// parameters:
//   investor: {type: Company|Organization, required: true, zh: 投资方, en: investor}
// columns:
//   investor: {zh: 投资方, en: Investor}
//   target: {zh: 对象, en: Target}
//   kind: {zh: 种类, en: Kind}
//   relation: {zh: 关系, en: Relation}
//   location: {zh: 位于, en: Located in}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '{investor}投资或参与的有{@target}。'
//   en: '{investor} invests in {@target}.'
// :param investor => ['上海石化总厂']
UNWIND $investor AS c_key
CALL (c_key) {
  MATCH (c:Company) WHERE c.id = c_key OR c.name = c_key RETURN c
  UNION
  MATCH (c:Organization) WHERE c.id = c_key OR c.name = c_key RETURN c
}
MATCH (c)-[r:INVESTS_IN|PARTNERS_WITH|LOCATED_IN]-(x:Project|Park|Province|City|District)
RETURN c.name AS investor, x.name AS target, {Province: '省', City: '市', District: '区县', Park: '园区', Industry: '产业', Project: '项目', Company: '企业',
   Organization: '机构', Policy: '政策', Person: '人物', Investment: '投资', Indicator: '指标', Article: '文章'}[head(labels(x))] AS kind,
  collect(DISTINCT {INVESTS_IN: '投资', PARTNERS_WITH: '合作', LOCATED_IN: '位于'}[type(r)]) AS relation,
  COLLECT { MATCH (x)-[:LOCATED_IN]->(w) RETURN w.name ORDER BY w.name } AS location, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
ORDER BY investor, relation, target
