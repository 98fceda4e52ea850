// title: {zh: 介绍一个对象, en: Overview of a thing}
// topic: overview
// examples:
//   - 介绍一下<subject:濠江区>
//   - <subject:联影集团>是什么？
//   - <subject:联影小镇>的情况
//   - <subject:汕头市>概况
//   - <subject:百千万工程>是什么
//   - <subject:石化高性能弹性体>是什么项目
//   - 说说<subject:海上风电>
//   - <subject:新北市>的基本信息
//   - <subject:现代空港经济区>简介
//   - Tell me about <subject:Haojiang District>
//   - Overview of <subject:Lianying Group>
//   - What is <subject:Lianying Town>?
//   - <subject:汽车芯谷>是干什么的
//   - 了解一下<subject:金山区>
//   - <subject:海上风电>是什么
//   - What do you know about <subject:Zhanjiang>?
//   - <subject:百千万工程>是什么政策
// parameters:
//   subject: {type: Place|Industry|Park|Project|Company|Organization|Policy, required: true, zh: 对象, en: subject}
// columns:
//   subject: {zh: 对象, en: Subject}
//   relation: {zh: 关系, en: Relation}
//   other: {zh: 另一方, en: Other}
//   kind: {zh: 种类, en: Kind}
//   detail: {zh: 细节, en: Detail}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '关于{subject}，图中有{n}条事实。'
//   en: '{n} facts about {subject}.'
// :param subject => ['濠江区']
UNWIND $subject AS x_key
CALL (x_key) {
  MATCH (x:Province) WHERE x.id = x_key OR x.name = x_key RETURN x
  UNION
  MATCH (x:City) WHERE x.id = x_key OR x.name = x_key RETURN x
  UNION
  MATCH (x:District) WHERE x.id = x_key OR x.name = x_key RETURN x
  UNION
  MATCH (x:Industry) WHERE x.id = x_key OR x.name = x_key RETURN x
  UNION
  MATCH (x:Park) WHERE x.id = x_key OR x.name = x_key RETURN x
  UNION
  MATCH (x:Project) WHERE x.id = x_key OR x.name = x_key RETURN x
  UNION
  MATCH (x:Company) WHERE x.id = x_key OR x.name = x_key RETURN x
  UNION
  MATCH (x:Organization) WHERE x.id = x_key OR x.name = x_key RETURN x
  UNION
  MATCH (x:Policy) WHERE x.id = x_key OR x.name = x_key RETURN x
}
MATCH (x)-[r]-(y)
WHERE type(r) <> 'MENTIONS'
RETURN x.name AS subject, CASE WHEN startNode(r) = x THEN type(r) + ' →' ELSE '← ' + type(r) END AS relation,
  y.name AS other, {Province: '省', City: '市', District: '区县', Park: '园区', Industry: '产业', Project: '项目', Company: '企业',
   Organization: '机构', Policy: '政策', Person: '人物', Investment: '投资', Indicator: '指标', Article: '文章'}[head(labels(y))] AS kind, coalesce(r.title, {leading: '主导', pillar: '支柱', emerging: '新兴', traditional: '传统', future: '未来', key: '重点'}[r.tier], y.text) AS detail, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
ORDER BY subject, relation, kind, other LIMIT 200
