// title: {zh: 发展的地方最多的产业, en: Industries by number of places}
// topic: ranking
// examples:
//   - 哪些产业发展的地方最多？
//   - 最热门的<limit:10>个产业
//   - 各产业有多少地方在发展
//   - 产业热度排名
//   - 哪个产业最受欢迎
//   - Which industries are developed by the most places?
//   - Top <limit:5> industries
//   - 最受欢迎的产业是哪个
//   - 什么产业最热门
//   - 发展的地方最多的产业
// parameters:
//   limit: {type: Integer, zh: 最多几行, en: limit}
// columns:
//   industry: {zh: 产业, en: Industry}
//   places: {zh: 地方数, en: Places}
//   names: {zh: 地方, en: Names}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '按发展的地方从多到少：{@industry}。'
//   en: 'Developed by most places first: {@industry}.'
// :param limit => 10
MATCH (i:Industry)<-[r:PRIORITIZES]-(place)
WITH i, collect(DISTINCT place.name) AS names, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
RETURN i.name AS industry, size(names) AS places, names[..10] AS names, _evidence
ORDER BY places DESC, industry LIMIT coalesce(toInteger($limit), 20)
