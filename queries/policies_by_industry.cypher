// title: {zh: 哪些政策支持某产业, en: Policies that support an industry}
// topic: industry
// examples:
//   - 哪些政策支持<industry:海上风电>？
//   - <industry:绿能>有什么扶持政策
//   - <place:汕头>有哪些支持<industry:海上风电>的政策
//   - <industry:电竞>产业的政策有哪些
//   - 有没有<industry:未来产业>的规划
//   - Which policies support <industry:offshore wind>?
//   - Policies for <industry:green energy> in <place:New Taipei>
//   - 支持<industry:海上风电>的政策
//   - <industry:生物医药>有什么规划
//   - <industry:海上风电>有没有政策支持
// parameters:
//   industry: {type: Industry, required: true, zh: 产业, en: industry}
//   place: {type: Place, zh: 地方, en: place}
// columns:
//   policy: {zh: 政策, en: Policy}
//   by: {zh: 谁, en: By whom}
//   industry: {zh: 产业, en: Industry}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '支持{industry}的政策有{@policy}。'
//   en: 'Policies that support {industry}: {@policy}.'
// :param industry => ['海上风电']
// :param place => null
UNWIND $industry AS i_key
MATCH (i:Industry) WHERE i.id = i_key OR i.name = i_key
MATCH (i)<-[:SUBINDUSTRY_OF*0..6]-(branch:Industry)<-[r:SUPPORTS]-(policy:Policy)
OPTIONAL MATCH (actor)-[:ISSUED|IMPLEMENTS]->(policy)
OPTIONAL MATCH (actor)-[:LOCATED_IN*0..2]->(area:Province|City|District)
WITH policy, branch, r, actor, area WHERE ($place IS NULL OR EXISTS {
    MATCH (area)-[:PART_OF*0..2]->(whole) WHERE whole.id IN $place OR whole.name IN $place })
RETURN policy.name AS policy, collect(DISTINCT actor.name) AS by, collect(DISTINCT branch.name) AS industry, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
ORDER BY policy
