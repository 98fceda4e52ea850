// title: {zh: 某园区聚焦哪些产业, en: Industries of a park}
// topic: park
// examples:
//   - <park:联影小镇>主要做什么产业？
//   - <park:广东湛江临港大型产业集聚区>聚焦哪些产业
//   - <park:廉江小家电产业聚集发展基地>的<tier:主导>产业是什么
//   - <park:现代空港经济区>发展什么
//   - <park:汽车芯谷>的产业定位
//   - <park:联影小镇>的产业
//   - What does <park:Lianying Town> focus on?
//   - Industries of <park:Guandu industrial park>
//   - <park:联影小镇>聚焦什么
//   - <park:官渡产业园>的<tier:主导>产业
//   - <park:汽车芯谷>有哪些产业
//   - <park:龙头产业园>是做什么产业的
// parameters:
//   park: {type: Park, required: true, zh: 园区, en: park}
//   tier: {type: Tier, zh: 产业地位, en: tier}
// columns:
//   park: {zh: 园区, en: Park}
//   industry: {zh: 产业, en: Industry}
//   tier: {zh: 地位, en: Tier}
//   location: {zh: 位于, en: Located in}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '{park}聚焦{@industry}。'
//   en: '{park} focuses on {@industry}.'
// :param park => ['联影小镇']
// :param tier => null
UNWIND $park AS p_key
MATCH (p:Park) WHERE p.id = p_key OR p.name = p_key
MATCH (p)-[r:FOCUSES_ON]->(i:Industry)
WHERE $tier IS NULL OR r.tier = $tier OR r.tier IS NULL AND NOT EXISTS { (p)-[told:FOCUSES_ON]->(:Industry) WHERE told.tier = $tier }
RETURN p.name AS park, i.name AS industry, collect(DISTINCT {leading: '主导', pillar: '支柱', emerging: '新兴', traditional: '传统', future: '未来', key: '重点'}[r.tier]) AS tier,
  COLLECT { MATCH (p)-[:LOCATED_IN]->(w) RETURN w.name ORDER BY w.name } AS location, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
ORDER BY park, industry
