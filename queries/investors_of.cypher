// title: {zh: 谁投资了某项目、园区或地方, en: Who invests in a project, park or place}
// topic: project
// examples:
//   - 谁投资了<target:PET成套装置引进>项目？
//   - <target:濠江区>的投资方有哪些
//   - <target:石化高性能弹性体>由谁投资
//   - 哪些企业投资了<target:金山区>
//   - <target:联影小镇>是哪家公司投资建设的
//   - <target:PET成套装置引进>的投资主体是谁
//   - Who invests in <target:Jinshan District>?
//   - Investors of <target:Lianying Town>
//   - <target:金山区>的项目是哪些企业投资的
//   - 哪家公司投资了<target:联影小镇>
//   - <target:石化高性能弹性体>的投资方是谁
// parameters:
//   target: {type: Project|Park|Place, required: true, zh: 对象, en: target}
// columns:
//   target: {zh: 对象, en: Target}
//   investor: {zh: 投资方, en: Investor}
//   kind: {zh: 种类, en: Kind}
//   into: {zh: 投向, en: Into}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '投资{target}的有{@investor}。'
//   en: 'Investors in {target}: {@investor}.'
// :param target => ['濠江区']
UNWIND $target AS x_key
CALL (x_key) {
  MATCH (x:Project) WHERE x.id = x_key OR x.name = x_key RETURN x
  UNION
  MATCH (x:Park) WHERE x.id = x_key OR x.name = x_key RETURN x
  UNION
  MATCH (x:Province) WHERE x.id = x_key OR x.name = x_key RETURN x
  UNION
  MATCH (x:City) WHERE x.id = x_key OR x.name = x_key RETURN x
  UNION
  MATCH (x:District) WHERE x.id = x_key OR x.name = x_key RETURN x
}
MATCH (x)<-[:PART_OF|LOCATED_IN*0..3]-(into)<-[r:INVESTS_IN]-(investor)
RETURN x.name AS target, investor.name AS investor, {Province: '省', City: '市', District: '区县', Park: '园区', Industry: '产业', Project: '项目', Company: '企业',
   Organization: '机构', Policy: '政策', Person: '人物', Investment: '投资', Indicator: '指标', Article: '文章'}[head(labels(investor))] AS kind,
  collect(DISTINCT into.name) AS into, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
ORDER BY target, investor
