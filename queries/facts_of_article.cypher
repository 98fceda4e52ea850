// title: {zh: 一篇文章说了哪些事实, en: Facts of an article}
// topic: article
// examples:
//   - 《<article:五大产业策略出击>》说了什么？
//   - <article:五大产业策略出击>这篇文章有哪些事实
//   - 文章《<article:五大产业策略出击>》的内容
//   - Facts in the article <article:五大产业策略出击>
// parameters:
//   article: {type: Article, required: true, zh: 文章, en: article}
// columns:
//   article: {zh: 文章, en: Article}
//   subject: {zh: 主体, en: Subject}
//   relation: {zh: 关系, en: Relation}
//   object: {zh: 对象, en: Object}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '文章《{article}》说了{n}条事实。'
//   en: '{n} facts from {article}.'
// :param article => ['五大产业策略出击']
UNWIND $article AS a_key
MATCH (a:Article) WHERE a.id = a_key OR a.name = a_key
MATCH (a)-[:MENTIONS]->(x)-[r]->(y)
WHERE a.id IN coalesce(r.articles, [])
RETURN a.name AS article, x.name AS subject, type(r) AS relation, y.name AS object, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
ORDER BY relation, subject, object
