// title: {zh: 某人担任什么职务, en: Posts of a person}
// topic: person
// examples:
//   - <person:侯友宜>担任什么职务？
//   - <person:陆铁龙>是谁
//   - <person:温湛滨>是做什么的
//   - <person:刘红兵>在哪里任职
//   - <person:何怡明>的职位
//   - 介绍一下<person:李飞>
//   - <person:曾进泽>是哪里的市长
//   - Who is <person:Hou Youyi>?
//   - What post does <person:Liu Hongbing> hold?
//   - <person:侯友宜>是什么官
//   - <person:曾进泽>任什么职
//   - <person:李飞>是哪里的书记
//   - <person:温湛滨>现任职务
//   - <person:刘红兵>是哪里的领导
//   - <person:陆铁龙>是干什么的
// parameters:
//   person: {type: Person, required: true, zh: 人物, en: person}
// columns:
//   person: {zh: 人物, en: Person}
//   title: {zh: 职务, en: Post}
//   holder: {zh: 任职于, en: At}
//   kind: {zh: 种类, en: Kind}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '{person}：{@holder}{@title}。'
//   en: '{person}: {@title}, {@holder}.'
// :param person => ['侯友宜']
UNWIND $person AS p_key
MATCH (p:Person) WHERE p.id = p_key OR p.name = p_key
MATCH (p)-[r:HOLDS_POST]->(h)
RETURN p.name AS person, r.title AS title, h.name AS holder, {Province: '省', City: '市', District: '区县', Park: '园区', Industry: '产业', Project: '项目', Company: '企业',
   Organization: '机构', Policy: '政策', Person: '人物', Investment: '投资', Indicator: '指标', Article: '文章'}[head(labels(h))] AS kind, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
ORDER BY person, holder, title
