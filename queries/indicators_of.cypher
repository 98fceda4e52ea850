// title: {zh: 某地或某对象的指标, en: Figures of a place, park, company or other thing}
// topic: figure
// examples:
//   - <subject:嘉定区>特色园区<about:产值>是多少？
//   - <subject:湛江>有多少家<about:规上工业企业>
//   - <subject:濠江区>有哪些指标
//   - <subject:上海市公共卫生临床中心><about:面积>多大
//   - <subject:金山区>的<about:增速>是多少
//   - <subject:联影小镇><about:规划面积>
//   - <subject:新北市>创造了多少<about:就业>机会
//   - <subject:湛江>的数据和数字
//   - <subject:濠江区><about:工业投资>占比多少
//   - What figures are known about <subject:Zhanjiang>?
//   - Indicators of <subject:Jiading District>
//   - <subject:湛江>有多少<about:规上工业企业>
//   - <subject:濠江区><about:人口>有多少
//   - <subject:嘉定区>的<about:GDP>
//   - <subject:嘉定区><about:特色园区><about:产值>多少
//   - 到<until:2022年><subject:湛江><about:规上工业企业>要达到多少家
//   - <subject:金山区><since:2021年>计划调整多少亩<said:低效用地>
//   - <subject:上海市公共卫生临床中心>引进多少名<about:科学家>
//   - <subject:嘉定区>的<about:产业集聚度>达到多少
// parameters:
//   subject: {type: Place|Park|Project|Company|Organization|Industry|Policy, required: true, zh: 对象, en: subject}
//   about: {type: Words, zh: 关于, en: about}
//   since: {type: Date, zh: 起始时间, en: since}
//   until: {type: Date, zh: 截止时间, en: until}
//   said: {type: Words, zh: 原文须有, en: words of the text}
// columns:
//   subject: {zh: 对象, en: Of}
//   indicator: {zh: 指标, en: Indicator}
//   figure: {zh: 数值, en: Figure}
//   period: {zh: 时期, en: Period}
//   owner: {zh: 属于, en: Owner}
//   value: {zh: 数, en: Value}
//   unit: {zh: 单位, en: Unit}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '{subject}的指标：{@indicator}。'
//   en: 'Figures of {subject}: {@indicator}.'
// :param subject => ['濠江区']
// :param about => null
// :param since => null
// :param until => null
// :param said => null
UNWIND $subject AS x_key
CALL (x_key) {
  MATCH (x:Province) WHERE x.id = x_key OR x.name = x_key RETURN x
  UNION
  MATCH (x:City) WHERE x.id = x_key OR x.name = x_key RETURN x
  UNION
  MATCH (x:District) WHERE x.id = x_key OR x.name = x_key RETURN x
  UNION
  MATCH (x:Park) WHERE x.id = x_key OR x.name = x_key RETURN x
  UNION
  MATCH (x:Project) WHERE x.id = x_key OR x.name = x_key RETURN x
  UNION
  MATCH (x:Company) WHERE x.id = x_key OR x.name = x_key RETURN x
  UNION
  MATCH (x:Organization) WHERE x.id = x_key OR x.name = x_key RETURN x
  UNION
  MATCH (x:Industry) WHERE x.id = x_key OR x.name = x_key RETURN x
  UNION
  MATCH (x:Policy) WHERE x.id = x_key OR x.name = x_key RETURN x
}
MATCH (x)<-[:PART_OF|LOCATED_IN*0..3]-(owner)-[r:HAS_INDICATOR]->(m:Indicator)
WITH x, owner, m, r, reduce(t = m.name + coalesce(m.unit, '') + coalesce(m.text, ''), s IN coalesce(r.sentences, []) | t + s) AS said
WITH x, owner, m, r, said
WHERE ($since IS NULL OR last(split(coalesce(m.period, r.last_seen), '/')) >= $since) AND
  ($until IS NULL OR left(head(split(coalesce(m.period, r.last_seen), '/')), size($until)) <= $until) AND
  all(w IN coalesce($said, []) WHERE any(form IN split(w, '|') WHERE said CONTAINS form))
WITH x, owner, m, r, size([w IN coalesce($about, []) WHERE said CONTAINS w]) AS fit
WITH x, collect({owner: owner, m: m, r: r, fit: fit}) AS found, max(fit) AS best
UNWIND found AS f
WITH x, f.owner AS owner, f.m AS m, f.r AS r, f.fit AS fit, best
WHERE $about IS NULL OR fit = best AND best > 0
RETURN x.name AS subject, m.name AS indicator,
  coalesce(m.text, replace(toString(m.value) + coalesce(m.unit, ''), '.0' + coalesce(m.unit, ''), coalesce(m.unit, ''))) AS figure,
  m.period AS period, owner.name AS owner, m.value AS value, m.unit AS unit, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
ORDER BY subject, owner, indicator, value
