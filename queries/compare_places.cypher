// title: {zh: 两个地方的对比, en: Places side by side}
// topic: comparison
// examples:
//   - 比较<place:嘉定区>和<place:濠江区>的产业
//   - <place:汕头市>与<place:湛江市>对比
//   - <place:金山区>和<place:嘉定区>有什么不同？
//   - <place:濠江区>跟<place:坡头区>的差异
//   - 对比<place:湛江>、<place:汕头>、<place:上海>
//   - <place:湛江>和<place:汕头>谁的园区多
//   - Compare <place:Jiading> and <place:Haojiang>
//   - Differences between <place:Shantou> and <place:Zhanjiang>
//   - 对比一下<place:湛江>和<place:汕头>
//   - <place:湛江>和<place:汕头>有何区别
//   - <place:嘉定>与<place:金山>的产业差异
//   - Compare the industries of <place:Shantou> and <place:Zhanjiang>
// parameters:
//   place: {type: Place, required: true, zh: 地方, en: place, many: 2}
// columns:
//   place: {zh: 地方, en: Place}
//   industries: {zh: 产业, en: Industries}
//   parks: {zh: 园区, en: Parks}
//   projects: {zh: 项目, en: Projects}
//   companies: {zh: 企业, en: Companies}
//   policies: {zh: 政策, en: Policies}
//   investment: {zh: 投资, en: Investment}
// answer:
//   zh: '{place}的对比。'
//   en: '{place} side by side.'
// :param place => ['汕头市']
UNWIND $place AS p_key
CALL (p_key) {
  MATCH (p:Province) WHERE p.id = p_key OR p.name = p_key RETURN p
  UNION
  MATCH (p:City) WHERE p.id = p_key OR p.name = p_key RETURN p
  UNION
  MATCH (p:District) WHERE p.id = p_key OR p.name = p_key RETURN p
}
OPTIONAL MATCH (p)<-[:PART_OF*0..2]-()<-[:FUNDS]-(inv:Investment)
WITH p, inv.currency AS currency, collect(DISTINCT inv) AS found
WITH p, currency, size(found) AS sums, reduce(t = 0.0, i IN found | t + i.amount) AS amount
WITH p, collect(CASE WHEN sums > 0 THEN CASE WHEN amount >= 1e8 THEN replace(toString(round(amount / 1e8, 2)) + '亿', '.0亿', '亿')
         WHEN amount >= 1e4 THEN replace(toString(round(amount / 1e4, 2)) + '万', '.0万', '万')
         ELSE replace(toString(round(amount, 2)) + ' ', '.0 ', '') END +
    coalesce({CNY: '元', TWD: '元新台币', USD: '美元', HKD: '港元', EUR: '欧元', JPY: '日元'}[currency], currency, '') END) AS investment
RETURN p.name AS place,
  COLLECT { MATCH (p)<-[:PART_OF*0..2]-()-[:PRIORITIZES]->(i:Industry) RETURN DISTINCT i.name ORDER BY i.name } AS industries,
  COLLECT { MATCH (p)<-[:PART_OF*0..2]-()<-[:LOCATED_IN*1..2]-(x:Park) RETURN DISTINCT x.name ORDER BY x.name } AS parks,
  COLLECT { MATCH (p)<-[:PART_OF*0..2]-()<-[:LOCATED_IN*1..3]-(x:Project) RETURN DISTINCT x.name ORDER BY x.name } AS projects,
  COLLECT { MATCH (p)<-[:PART_OF*0..2]-()<-[:LOCATED_IN*1..3]-(x:Company) RETURN DISTINCT x.name ORDER BY x.name } AS companies,
  COLLECT { MATCH (p)<-[:PART_OF*0..2]-()-[:ISSUED|IMPLEMENTS]->(x:Policy) RETURN DISTINCT x.name ORDER BY x.name } AS policies,
  investment
ORDER BY place
