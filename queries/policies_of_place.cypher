// title: {zh: 一个地方有哪些政策, en: Policies of a place}
// topic: place
// examples:
//   - <place:嘉定区>出台了哪些政策？
//   - <place:汕头市>实施了什么政策
//   - <place:新北市>推出过什么方案
//   - <place:湛江>有哪些规划和行动计划
//   - <place:濠江区>发布了什么文件
//   - <place:嘉定>制定的政策措施
//   - <place:汕头>提出了什么战略
//   - Which policies did <place:Jiading District> issue?
//   - Policies of <place:Shantou>
//   - <place:湛江市>出台过什么规划
//   - <place:嘉定区>印发了哪些意见
//   - <place:新北市>的扶持政策
//   - <place:汕头>实施哪些工程
//   - <place:新北市>的产业策略是什么
//   - <place:新北市>推出了哪些产业政策或计划
//   - <place:嘉定区>出台过哪些支持园区的文件
// parameters:
//   place: {type: Place, required: true, zh: 地方, en: place}
//   contains: {type: Words, zh: 名称含, en: name contains}
// columns:
//   place: {zh: 地方, en: Place}
//   policy: {zh: 政策, en: Policy}
//   by: {zh: 谁, en: By whom}
//   role: {zh: 关系, en: Role}
//   supports: {zh: 支持, en: Supports}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '{place}出台或实施的政策有{@policy}。'
//   en: 'Policies of {place}: {@policy}.'
// :param place => ['汕头市']
// :param contains => null
UNWIND $place AS p_key
CALL (p_key) {
  MATCH (p:Province) WHERE p.id = p_key OR p.name = p_key RETURN p
  UNION
  MATCH (p:City) WHERE p.id = p_key OR p.name = p_key RETURN p
  UNION
  MATCH (p:District) WHERE p.id = p_key OR p.name = p_key RETURN p
}
CALL (p) {
  MATCH (p)<-[:PART_OF*0..2]-(actor)-[r:ISSUED|IMPLEMENTS]->(policy:Policy)
  RETURN actor, r, policy
  UNION
  MATCH (p)<-[:PART_OF*0..2]-()<-[:LOCATED_IN*1..2]-(actor)-[r:ISSUED|IMPLEMENTS]->(policy:Policy)
  RETURN actor, r, policy
}
WITH p, policy, actor, r WHERE ($contains IS NULL OR any(w IN $contains WHERE policy.name CONTAINS w OR
    any(a IN coalesce(policy.aliases, []) WHERE a CONTAINS w)))
RETURN p.name AS place, policy.name AS policy, collect(DISTINCT actor.name) AS by,
  collect(DISTINCT CASE type(r) WHEN 'ISSUED' THEN '发布' ELSE '实施' END) AS role,
  COLLECT { MATCH (policy)-[:SUPPORTS]->(x) RETURN x.name ORDER BY x.name } AS supports, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
ORDER BY place, policy
