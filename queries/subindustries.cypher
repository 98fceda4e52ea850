// title: {zh: 某产业包含哪些细分产业, en: Branches of an industry}
// topic: industry
// examples:
//   - <industry:新能源>包括哪些细分产业？
//   - <industry:装备制造>下面有哪些子产业
//   - <industry:生物医药>分为哪些细分领域
//   - <industry:新能源>的细分行业
//   - Branches of <industry:new energy>
//   - What does the <industry:equipment> industry include?
//   - <industry:新能源>包含什么产业
//   - <industry:装备制造>的子产业有哪些
// parameters:
//   industry: {type: Industry, required: true, zh: 产业, en: industry}
// columns:
//   industry: {zh: 产业, en: Industry}
//   branch: {zh: 细分产业, en: Branch}
//   steps: {zh: 层, en: Steps}
//   places: {zh: 发展的地方, en: Developed by}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '{industry}之下有{@branch}。'
//   en: 'Branches of {industry}: {@branch}.'
// :param industry => ['海上风电']
UNWIND $industry AS i_key
MATCH (i:Industry) WHERE i.id = i_key OR i.name = i_key
MATCH path = (i)<-[:SUBINDUSTRY_OF*1..6]-(branch:Industry)
OPTIONAL MATCH (branch)<-[r:PRIORITIZES]-(place)
WITH i, branch, min(length(path)) AS steps, collect(DISTINCT place.name) AS places, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
RETURN i.name AS industry, branch.name AS branch, steps, places, _evidence
ORDER BY industry, steps, branch
