// title: {zh: 谁担任某种职务, en: People who hold a kind of post}
// topic: person
// examples:
//   - 有哪些<title:市长>？
//   - 列出所有<title:区委书记>
//   - 图中的<title:局长>有谁
//   - 哪些人是<title:董事长>
//   - Which <title:mayors> are there?
//   - List all <title:party secretaries>
//   - 图中有哪些<title:市委书记>
//   - 谁是<title:市长>
// parameters:
//   title: {type: Words, required: true, zh: 职务, en: post}
// columns:
//   person: {zh: 人物, en: Person}
//   title: {zh: 职务, en: Post}
//   holder: {zh: 任职于, en: At}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '担任{title}的有{@person}。'
//   en: '{title}: {@person}.'
// :param title => ['书记']
MATCH (person:Person)-[r:HOLDS_POST]->(body)
WHERE any(t IN $title WHERE r.title CONTAINS t AND (t STARTS WITH '副' OR NOT r.title CONTAINS '副' + t))
RETURN person.name AS person, r.title AS title, body.name AS holder, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
ORDER BY holder, title, person
