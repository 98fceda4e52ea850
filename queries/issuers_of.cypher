// title: {zh: 某政策是谁发布、谁实施的, en: Who issued or carries out a policy}
// topic: policy
// examples:
//   - <policy:乡贤回归工程>是哪里提出的？
//   - <policy:关于加快特色产业园区建设的实施意见>是谁发布的？
//   - 谁在实施<policy:百千万工程>
//   - <policy:1+3+3>是哪个城市的政策
//   - <policy:新外商>由谁推出
//   - 哪些地方实施<policy:百千万工程>
//   - Who issued <policy:2+2+1>?
//   - Who implements <policy:1+N>?
//   - 实施<policy:百千万工程>的是哪个地方
//   - <policy:乡贤回归工程>是谁搞的
//   - <policy:1+3+3>是哪里的
//   - 哪个地方出台了<policy:新外商>
//   - <policy:2+2+1>未来产业布局是哪里制定的
//   - 哪些城市把<policy:乡贤回归工程>作为发展战略
//   - <policy:1+3+3>体系是哪个城市的部署
// parameters:
//   policy: {type: Policy, required: true, zh: 政策, en: policy}
// columns:
//   policy: {zh: 政策, en: Policy}
//   actor: {zh: 谁, en: Who}
//   kind: {zh: 种类, en: Kind}
//   role: {zh: 关系, en: Role}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '{policy}由{@actor}发布或实施。'
//   en: '{policy}: {@actor}.'
// :param policy => ['乡贤回归工程']
UNWIND $policy AS x_key
MATCH (x:Policy) WHERE x.id = x_key OR x.name = x_key
MATCH (x)<-[r:ISSUED|IMPLEMENTS]-(actor)
RETURN x.name AS policy, actor.name AS actor, {Province: '省', City: '市', District: '区县', Park: '园区', Industry: '产业', Project: '项目', Company: '企业',
   Organization: '机构', Policy: '政策', Person: '人物', Investment: '投资', Indicator: '指标', Article: '文章'}[head(labels(actor))] AS kind,
  collect(DISTINCT CASE type(r) WHEN 'ISSUED' THEN '发布' ELSE '实施' END) AS role, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
ORDER BY policy, actor
