// title: {zh: 某时以来的新事实, en: Facts new since a date}
// topic: quality
// examples:
//   - <since:2021年以来>有什么变化？
//   - <since:2023年>之后新增了哪些事实
//   - <place:湛江><since:2021年以来>有什么新变化
//   - <since:2022年3月>以来有什么新动态
//   - What changed since <since:2021>?
//   - What is new in <place:Shanghai> since <since:2022>?
//   - <since:2022年>以来<place:嘉定区>的变化
//   - <place:新北市><since:2021年>之后有哪些新动态
// parameters:
//   since: {type: Date, required: true, zh: 起始时间, en: since}
//   place: {type: Place, zh: 地方, en: place}
// columns:
//   date: {zh: 最早报道, en: First read}
//   subject: {zh: 主体, en: Subject}
//   relation: {zh: 关系, en: Relation}
//   object: {zh: 对象, en: Object}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '{since}以来有{n}条新事实。'
//   en: '{n} facts are new since {since}.'
// :param since => null
// :param place => null
MATCH (x)-[r]->(y)
WHERE r.first_seen >= $since AND type(r) <> 'MENTIONS' AND
  ($place IS NULL OR EXISTS { MATCH (x)-[:PART_OF|LOCATED_IN*0..4]->(home) WHERE home.id IN $place OR home.name IN $place })
RETURN r.first_seen AS date, x.name AS subject, type(r) AS relation, y.name AS object, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
ORDER BY date DESC, subject, relation, object LIMIT 500
