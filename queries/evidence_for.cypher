// title: {zh: 哪句话这样说, en: Sentences that say it}
// topic: article
// examples:
//   - 哪句话说<first:嘉定区>和<second:联影集团>签了战略合作协议
//   - <first:濠江区>发展<second:储能>的原文依据
//   - 请给出<first:濠江区><about:工业投资>的原文
//   - <first:嘉定区>和<second:联影集团>合作的依据是什么
//   - <first:湛江><about:规上工业企业>这个数出自哪句话
//   - 哪句话提到<first:金狮新材>
//   - 原文是怎么说<first:联影小镇>的
//   - <first:温湛滨>是<second:汕头>书记的出处
//   - Which sentence says that <first:Haojiang> develops <second:energy storage>?
//   - Evidence that <first:Lianying Group> cooperates with <second:Jiading District>
//   - Quote the sentence about <first:Jinshi Xincai>
// parameters:
//   first: {type: Place|Industry|Park|Project|Company|Organization|Policy|Person, required: true, zh: 一方, en: first}
//   second: {type: Place|Industry|Park|Project|Company|Organization|Policy|Person, zh: 另一方, en: second}
//   about: {type: Words, zh: 关于, en: about}
//   said: {type: Words, zh: 原文须有, en: words of the text}
// columns:
//   sentence: {zh: 原文, en: Sentence}
//   article: {zh: 文章, en: Article}
//   date: {zh: 日期, en: Date}
//   about: {zh: 说的是, en: About}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '{n}句原文：{@sentence}'
//   en: '{n} sentences: {@sentence}'
// :param first => ['濠江区']
// :param second => ['储能']
// :param about => null
// :param said => null
UNWIND $first AS a_key
CALL (a_key) {
  MATCH (a:Province) WHERE a.id = a_key OR a.name = a_key RETURN a
  UNION
  MATCH (a:City) WHERE a.id = a_key OR a.name = a_key RETURN a
  UNION
  MATCH (a:District) WHERE a.id = a_key OR a.name = a_key RETURN a
  UNION
  MATCH (a:Park) WHERE a.id = a_key OR a.name = a_key RETURN a
  UNION
  MATCH (a:Industry) WHERE a.id = a_key OR a.name = a_key RETURN a
  UNION
  MATCH (a:Project) WHERE a.id = a_key OR a.name = a_key RETURN a
  UNION
  MATCH (a:Company) WHERE a.id = a_key OR a.name = a_key RETURN a
  UNION
  MATCH (a:Organization) WHERE a.id = a_key OR a.name = a_key RETURN a
  UNION
  MATCH (a:Policy) WHERE a.id = a_key OR a.name = a_key RETURN a
  UNION
  MATCH (a:Person) WHERE a.id = a_key OR a.name = a_key RETURN a
}
MATCH (a)-[r]-(b)
WHERE r.sentences IS NOT NULL AND ($second IS NULL OR b.id IN $second OR b.name IN $second)
UNWIND range(0, size(r.sentences) - 1) AS k
WITH DISTINCT r.sentences[k] AS sentence, r.articles[k] AS source, r, b, coalesce(b.name, '') + coalesce(b.text, '') + r.sentences[k] AS said
WHERE all(w IN coalesce($said, []) WHERE any(form IN split(w, '|') WHERE said CONTAINS form))
WITH sentence, source, collect(DISTINCT b.name) AS about, collect(DISTINCT r {.articles, .sentences})[..1] AS _evidence,
  max(size([w IN coalesce($about, []) WHERE said CONTAINS w])) AS fit
WITH collect({sentence: sentence, source: source, about: about, evidence: _evidence, fit: fit}) AS found, max(fit) AS best
UNWIND found AS f
WITH f.sentence AS sentence, f.source AS source, f.about AS about, f.evidence AS _evidence, f.fit AS fit, best
WHERE $about IS NULL OR fit = best AND best > 0
OPTIONAL MATCH (article:Article {id: source})
RETURN sentence, article.title AS article, toString(article.date) AS date, about, _evidence
ORDER BY size(about) DESC, date DESC, sentence LIMIT 20
