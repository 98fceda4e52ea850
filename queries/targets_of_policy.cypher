// title: {zh: 某政策支持什么, en: What a policy supports}
// topic: policy
// examples:
//   - <policy:1+3+3>支持什么产业？
//   - <policy:1+N>支持哪些园区
//   - <policy:2+2+1>包括哪些产业
//   - <policy:关于加快特色产业园区建设的实施意见>针对什么
//   - <policy:公有建物导入公民电厂>是为了发展什么
//   - What does <policy:1+3+3> support?
//   - Which industries does <policy:2+2+1> cover?
//   - <policy:新外商>支持哪些产业
//   - <policy:1+3+3>是针对哪些产业的政策
// parameters:
//   policy: {type: Policy, required: true, zh: 政策, en: policy}
// columns:
//   policy: {zh: 政策, en: Policy}
//   target: {zh: 支持, en: Supports}
//   kind: {zh: 种类, en: Kind}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '{policy}支持{@target}。'
//   en: '{policy} supports {@target}.'
// :param policy => ['乡贤回归工程']
UNWIND $policy AS x_key
MATCH (x:Policy) WHERE x.id = x_key OR x.name = x_key
MATCH (x)-[r:SUPPORTS]->(t)
RETURN x.name AS policy, t.name AS target, {Province: '省', City: '市', District: '区县', Park: '园区', Industry: '产业', Project: '项目', Company: '企业',
   Organization: '机构', Policy: '政策', Person: '人物', Investment: '投资', Indicator: '指标', Article: '文章'}[head(labels(t))] AS kind, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
ORDER BY policy, kind, target
