// title: {zh: 一个地方有哪些项目, en: Projects of a place}
// topic: place
// examples:
//   - <place:汕头>有哪些项目？
//   - <place:上海><place:金山>有哪些项目？
//   - <place:金山>有哪些<status:签约>项目？
//   - <place:濠江区><status:签>了哪些大项目
//   - <place:濠江区><status:开工>的项目有哪些
//   - <place:新北市>有什么项目
//   - <place:嘉定区>正在建设哪些项目
//   - <place:湛江>项目清单
//   - <place:汕头市>引进了哪些项目
//   - <place:汕头>落户了哪些项目
//   - Projects in <place:Jinshan District>
//   - Which projects were <status:signed> in <place:Shantou>?
//   - <place:嘉定><status:在建>项目有哪些
//   - <place:湛江>的重大项目
//   - <place:濠江区>正在推进哪些项目
//   - What projects does <place:Shantou> have?
//   - <place:金山>都<status:签>了哪些项目，投资多少
// parameters:
//   place: {type: Place, required: true, zh: 地方, en: place}
//   status: {type: Status, zh: 进展, en: status}
//   contains: {type: Words, zh: 名称含, en: name contains}
// columns:
//   place: {zh: 地方, en: Place}
//   project: {zh: 项目, en: Project}
//   location: {zh: 位于, en: Located in}
//   status: {zh: 进展, en: Status}
//   industries: {zh: 产业, en: Industries}
//   investment: {zh: 投资, en: Investment}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '{place}有{n}个{status}项目：{@project}。'
//   en: '{place} has {n} {status} projects: {@project}.'
// :param place => ['汕头市']
// :param status => null
// :param contains => null
UNWIND $place AS p_key
CALL (p_key) {
  MATCH (p:Province) WHERE p.id = p_key OR p.name = p_key RETURN p
  UNION
  MATCH (p:City) WHERE p.id = p_key OR p.name = p_key RETURN p
  UNION
  MATCH (p:District) WHERE p.id = p_key OR p.name = p_key RETURN p
}
MATCH (p)<-[:PART_OF*0..2]-(area)<-[l:LOCATED_IN*1..3]-(project:Project)
WHERE ($contains IS NULL OR any(w IN $contains WHERE project.name CONTAINS w OR
    any(a IN coalesce(project.aliases, []) WHERE a CONTAINS w)))
WITH p, project, area, l[0] AS r
WITH p, project, collect(DISTINCT area.name) AS location, [s IN collect(r.status) WHERE s IS NOT NULL] AS read, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
WITH p, project, location, coalesce(project.status, head(read)) AS reached, read, _evidence
WHERE $status IS NULL OR $status IN read OR coalesce(reached, $status) = $status
OPTIONAL MATCH (project)<-[:FUNDS]-(inv:Investment)
WITH p, project, location, reached, _evidence, collect(DISTINCT coalesce({about: '约', over: '超', under: '近', at_least: '不少于', at_most: '不超过'}[inv.bound], '') +
    CASE WHEN inv.amount >= 1e8 THEN replace(toString(round(inv.amount / 1e8, 2)) + '亿', '.0亿', '亿')
         WHEN inv.amount >= 1e4 THEN replace(toString(round(inv.amount / 1e4, 2)) + '万', '.0万', '万')
         ELSE replace(toString(round(inv.amount, 2)) + ' ', '.0 ', '') END +
    coalesce({CNY: '元', TWD: '元新台币', USD: '美元', HKD: '港元', EUR: '欧元', JPY: '日元'}[inv.currency], inv.currency, '')) AS investment
RETURN p.name AS place, project.name AS project, location,
  {planned: '计划', signed: '签约', started: '开工', completed: '建成', operating: '投产', cancelled: '取消'}[reached] AS status,
  COLLECT { MATCH (project)-[:IN_INDUSTRY]->(i:Industry) RETURN i.name ORDER BY i.name } AS industries,
  investment, _evidence
ORDER BY place, location, project
