// title: {zh: 图中有哪些某类对象, en: All things of a kind}
// topic: overview
// examples:
//   - 图中有哪些<kind:园区>？
//   - 列出所有<kind:企业>
//   - 一共有多少个<kind:项目>
//   - 有哪些<kind:城市>
//   - 所有<kind:政策>清单
//   - 有哪些<kind:产业>
//   - 全部<kind:机构>
//   - 图里有哪些<kind:人物>
//   - 列出名字里有<contains:智慧>的<kind:园区>
//   - List all <kind:parks>
//   - Which <kind:companies> are in the graph?
//   - How many <kind:policies> are there?
//   - <kind:文章>一共收录了多少篇
//   - 图谱里有哪些<kind:区县>
//   - 有多少个<kind:园区>
//   - How many <kind:cities> are there in the graph?
//   - 图里有哪些<kind:人>
// parameters:
//   kind: {type: Kind, required: true, zh: 种类, en: kind}
//   contains: {type: Words, zh: 名称含, en: name contains}
//   limit: {type: Integer, zh: 最多几行, en: limit}
// columns:
//   name: {zh: 名称, en: Name}
//   aliases: {zh: 别名, en: Aliases}
//   links: {zh: 关系数, en: Links}
// answer:
//   zh: '图中的{kind}有{n}个：{@name}。'
//   en: '{n} of kind {kind}: {@name}.'
// :param kind => 'Park'
// :param contains => null
// :param limit => 10
MATCH (x)
WHERE $kind IN labels(x) AND ($contains IS NULL OR any(w IN $contains WHERE x.name CONTAINS w OR
    any(a IN coalesce(x.aliases, []) WHERE a CONTAINS w)))
RETURN x.name AS name, x.aliases AS aliases, count { (x)--() } AS links
ORDER BY links DESC, name LIMIT coalesce(toInteger($limit), 500)
