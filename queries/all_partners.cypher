// title: {zh: 所有合作与帮扶关系, en: All partnerships}
// topic: company
// examples:
//   - 哪些地方之间有对口帮扶？
//   - 列出所有合作关系
//   - 有哪些结对帮扶
//   - 谁和谁有合作
//   - Which partnerships are there?
//   - List all cooperation
//   - 有哪些合作关系
//   - 哪些地方结对帮扶
// parameters: {}
// columns:
//   one: {zh: 一方, en: One}
//   other: {zh: 另一方, en: Other}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '合作与帮扶关系有{n}对。'
//   en: '{n} partnerships.'
MATCH (x)-[r:PARTNERS_WITH]->(y)
RETURN x.name AS one, y.name AS other, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
ORDER BY one, other
