// title: {zh: 最近的文章, en: Latest articles}
// topic: article
// examples:
//   - 最近的<limit:5>篇文章
//   - 有哪些文章？
//   - <since:2022年以来>的报道有哪些
//   - 最新的新闻
//   - 列出所有文章
//   - 图中收录了哪些文章
//   - Latest <limit:10> articles
//   - Articles since <since:2021>
//   - 最近有什么新闻
//   - 最新的<limit:3>篇报道
//   - 一共有哪些报道
// parameters:
//   limit: {type: Integer, zh: 最多几行, en: limit}
//   since: {type: Date, zh: 起始时间, en: since}
// columns:
//   article: {zh: 文章, en: Article}
//   date: {zh: 日期, en: Date}
//   publisher: {zh: 来源, en: Publisher}
//   source: {zh: 出处, en: Source}
//   facts: {zh: 提到的对象数, en: Things mentioned}
// answer:
//   zh: '图中的文章：{@article}。'
//   en: 'Articles: {@article}.'
// :param limit => 10
// :param since => null
MATCH (a:Article)
WHERE $since IS NULL OR a.date >= $since
RETURN CASE WHEN a.name = '' THEN split(a.source, '/')[-1] ELSE a.name END AS article, a.date AS date, a.publisher AS publisher, a.source AS source, count { (a)-[:MENTIONS]->() } AS facts
ORDER BY date DESC, article LIMIT coalesce(toInteger($limit), 100)
