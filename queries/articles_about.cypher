// title: {zh: 哪些文章提到了某对象, en: Articles that mention something}
// topic: article
// examples:
//   - 提到<subject:海上风电>的文章有哪些？
//   - 哪些文章提到了<subject:侯友宜>？
//   - 关于<subject:濠江区>的报道
//   - <subject:联影集团>的新闻有哪些
//   - <subject:百千万工程>在哪些文章里出现
//   - 有没有报道说到<subject:嘉定区>
//   - Which articles mention <subject:offshore wind>?
//   - News about <subject:Haojiang District>
//   - <subject:濠江区>的文章
//   - 哪篇文章讲了<subject:百千万工程>
//   - Articles about <subject:Zhanjiang>
// parameters:
//   subject: {type: Place|Industry|Park|Project|Company|Organization|Policy|Person, required: true, zh: 对象, en: subject}
// columns:
//   article: {zh: 文章, en: Article}
//   date: {zh: 日期, en: Date}
//   publisher: {zh: 来源, en: Publisher}
//   source: {zh: 出处, en: Source}
//   mentions: {zh: 提到, en: Mentions}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '提到{subject}的文章有{n}篇：{@article}。'
//   en: '{n} articles mention {subject}: {@article}.'
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
  UNION
  MATCH (x:Person) WHERE x.id = x_key OR x.name = x_key RETURN x
}
MATCH (x)<-[:SUBINDUSTRY_OF*0..4]-(what)<-[r:MENTIONS]-(a:Article)
RETURN CASE WHEN a.name = '' THEN split(a.source, '/')[-1] ELSE a.name END AS article, a.date AS date, a.publisher AS publisher, a.source AS source,
  collect(DISTINCT what.name)[..6] AS mentions, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
ORDER BY date DESC, article
