// title: {zh: 不同文章说法不一的数字, en: Figures on which articles disagree}
// topic: quality
// examples:
//   - 哪些数字有冲突？
//   - 不同文章说法不一致的地方有哪些
//   - <place:湛江>的数据有矛盾吗
//   - 有没有互相矛盾的数据
//   - Which figures conflict?
//   - Do articles disagree about <place:Zhanjiang>?
//   - 哪些说法对不上
//   - <place:濠江区>有没有互相矛盾的数字
// parameters:
//   place: {type: Place, zh: 地方, en: place}
// columns:
//   subject: {zh: 对象, en: Subject}
//   indicator: {zh: 指标, en: Indicator}
//   period: {zh: 时期, en: Period}
//   figures: {zh: 说法, en: Figures}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '说法不一的数字有{n}处：{@indicator}。'
//   en: 'Articles disagree on {n} figures.'
// :param place => null
MATCH (x)-[r:HAS_INDICATOR]->(m:Indicator)
WHERE ($place IS NULL OR EXISTS {
    MATCH (x)-[:PART_OF*0..2]->(whole) WHERE whole.id IN $place OR whole.name IN $place })
WITH x, m.name AS indicator, m.period AS period, m.unit AS unit, collect(DISTINCT m.value) AS values,
  collect(DISTINCT coalesce(m.text, toString(m.value))) AS figures, collect(r.articles) AS sources, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
WHERE size(values) > 1 AND size(reduce(s = [], l IN sources | s + [a IN l WHERE NOT a IN s])) > 1
RETURN x.name AS subject, indicator, period, figures, _evidence
ORDER BY subject, indicator
