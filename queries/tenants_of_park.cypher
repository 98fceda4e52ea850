// title: {zh: 某园区里有哪些企业、机构和项目, en: Companies, bodies and projects in a park}
// topic: park
// examples:
//   - <park:联影小镇>有哪些企业？
//   - <park:联影小镇>有哪些项目
//   - <park:宝钢湛江钢铁产业园>入驻了哪些企业
//   - <park:汽车芯谷>引进了什么公司和项目
//   - 哪些企业落户<park:汽车芯谷>
//   - Which companies are in <park:Lianying Town>?
//   - Projects of <park:Longtou industrial park>
//   - <park:联影小镇>里有哪些企业
//   - <park:龙头产业园>里的项目
//   - <park:汽车芯谷>有哪些机构
// parameters:
//   park: {type: Park, required: true, zh: 园区, en: park}
// columns:
//   park: {zh: 园区, en: Park}
//   tenant: {zh: 名称, en: Name}
//   kind: {zh: 种类, en: Kind}
//   relation: {zh: 关系, en: Relation}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '{park}里有{@tenant}。'
//   en: 'In {park}: {@tenant}.'
// :param park => ['联影小镇']
UNWIND $park AS p_key
MATCH (p:Park) WHERE p.id = p_key OR p.name = p_key
MATCH (p)<-[r:LOCATED_IN|INVESTS_IN|PARTNERS_WITH]-(x:Company|Organization|Project|Park)
RETURN p.name AS park, x.name AS tenant, {Province: '省', City: '市', District: '区县', Park: '园区', Industry: '产业', Project: '项目', Company: '企业',
   Organization: '机构', Policy: '政策', Person: '人物', Investment: '投资', Indicator: '指标', Article: '文章'}[head(labels(x))] AS kind,
  collect(DISTINCT {LOCATED_IN: '位于', INVESTS_IN: '投资', PARTNERS_WITH: '合作'}[type(r)]) AS relation, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
ORDER BY park, kind, tenant
