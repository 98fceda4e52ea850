// title: {zh: 两者之间的联系, en: How two things are connected}
// topic: path
// examples:
//   - <first:金狮新材>和<second:海上风电>有什么联系？
//   - <first:侯友宜>与<second:电竞>有什么关系
//   - <first:联影集团>和<second:联影小镇>是什么关系
//   - <first:温湛滨>和<second:濠江区>之间有何关联
//   - <first:南山区>跟<second:海上风电>怎么联系起来
//   - How are <first:Lianying Group> and <second:Jiading District> connected?
//   - Connection between <first:Jinshi Xincai> and <second:offshore wind>
//   - <first:联影集团>与<second:嘉定区>有什么关系
//   - <first:温湛滨>和<second:汕头>的关系
// parameters:
//   first: {type: Place|Industry|Park|Project|Company|Organization|Policy|Person, required: true, zh: 一方, en: first}
//   second: {type: Place|Industry|Park|Project|Company|Organization|Policy|Person, required: true, zh: 另一方, en: second}
// columns:
//   step: {zh: 步, en: Step}
//   from: {zh: 从, en: From}
//   relation: {zh: 关系, en: Relation}
//   to: {zh: 到, en: To}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '{first}与{second}之间隔{n}步：{@to}。'
//   en: '{first} and {second} are {n} steps apart.'
// :param first => ['濠江区']
// :param second => ['海上风电']
UNWIND $first AS a_key
CALL (a_key) {
  MATCH (a:Province) WHERE a.id = a_key OR a.name = a_key RETURN a
  UNION
  MATCH (a:City) WHERE a.id = a_key OR a.name = a_key RETURN a
  UNION
  MATCH (a:District) WHERE a.id = a_key OR a.name = a_key RETURN a
  UNION
  MATCH (a:Industry) WHERE a.id = a_key OR a.name = a_key RETURN a
  UNION
  MATCH (a:Park) WHERE a.id = a_key OR a.name = a_key RETURN a
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
UNWIND $second AS b_key
CALL (b_key) {
  MATCH (b:Province) WHERE b.id = b_key OR b.name = b_key RETURN b
  UNION
  MATCH (b:City) WHERE b.id = b_key OR b.name = b_key RETURN b
  UNION
  MATCH (b:District) WHERE b.id = b_key OR b.name = b_key RETURN b
  UNION
  MATCH (b:Industry) WHERE b.id = b_key OR b.name = b_key RETURN b
  UNION
  MATCH (b:Park) WHERE b.id = b_key OR b.name = b_key RETURN b
  UNION
  MATCH (b:Project) WHERE b.id = b_key OR b.name = b_key RETURN b
  UNION
  MATCH (b:Company) WHERE b.id = b_key OR b.name = b_key RETURN b
  UNION
  MATCH (b:Organization) WHERE b.id = b_key OR b.name = b_key RETURN b
  UNION
  MATCH (b:Policy) WHERE b.id = b_key OR b.name = b_key RETURN b
  UNION
  MATCH (b:Person) WHERE b.id = b_key OR b.name = b_key RETURN b
}
WITH a, b WHERE a <> b
MATCH path = shortestPath((a)-[:PART_OF|LOCATED_IN|PRIORITIZES|FOCUSES_ON|IN_INDUSTRY|INVESTS_IN|ISSUED|IMPLEMENTS|SUPPORTS|PARTNERS_WITH|HOLDS_POST|SUBINDUSTRY_OF*..6]-(b))
WITH path ORDER BY length(path) LIMIT 1
UNWIND range(0, length(path) - 1) AS k
WITH k, nodes(path)[k] AS x, relationships(path)[k] AS r, nodes(path)[k + 1] AS y
RETURN k + 1 AS step, x.name AS from, CASE WHEN startNode(r) = x THEN type(r) + ' →' ELSE '← ' + type(r) END AS relation,
  y.name AS to, [r {.articles, .sentences}] AS _evidence
ORDER BY step
