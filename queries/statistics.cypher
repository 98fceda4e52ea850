// title: {zh: 图的规模, en: Size of the graph}
// topic: overview
// examples:
//   - 图中有多少数据？
//   - 图谱的规模
//   - 知识图谱统计
//   - 各类对象有多少
//   - 图里一共有多少节点
//   - How big is the graph?
//   - Graph statistics
//   - 图中有多少实体和关系
//   - 数据库里有多少东西
// parameters: {}
// columns:
//   kind: {zh: 种类, en: Kind}
//   count: {zh: 个数, en: Count}
// answer:
//   zh: '图中有{n}类对象：{@kind}。'
//   en: 'Kinds in the graph: {@kind}.'
MATCH (x)
WITH head(labels(x)) AS label, count(*) AS count
RETURN {Province: '省', City: '市', District: '区县', Park: '园区', Industry: '产业', Project: '项目', Company: '企业',
   Organization: '机构', Policy: '政策', Person: '人物', Investment: '投资', Indicator: '指标', Article: '文章'}[label] AS kind, count
ORDER BY count DESC, kind
