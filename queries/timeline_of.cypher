// title: {zh: 一个对象的时间线, en: Timeline of a thing}
// topic: article
// examples:
//   - <subject:濠江区>的时间线
//   - <subject:嘉定区>的发展历程
//   - 按时间列出<subject:湛江市>的大事
//   - <subject:联影集团>的大事记
//   - <subject:湛江>历年变化
//   - Timeline of <subject:Haojiang District>
//   - History of <subject:Lianying Group>
//   - <subject:湛江>的大事记
//   - <subject:嘉定区>这些年的历程
// parameters:
//   subject: {type: Place|Industry|Park|Project|Company|Organization|Policy, required: true, zh: 对象, en: subject}
// columns:
//   date: {zh: 日期, en: Date}
//   article: {zh: 文章, en: Article}
//   relation: {zh: 关系, en: Relation}
//   from: {zh: 主体, en: Subject}
//   to: {zh: 对象, en: Object}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '{subject}的时间线有{n}条。'
//   en: '{n} dated facts about {subject}.'
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
WHERE r.articles IS NOT NULL AND type(r) <> 'MENTIONS'
UNWIND r.articles AS a_key
MATCH (a:Article) WHERE a.id = a_key
RETURN a.date AS date, a.name AS article, type(r) AS relation, startNode(r).name AS from, endNode(r).name AS to, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
ORDER BY date, article, relation, from, to LIMIT 200
