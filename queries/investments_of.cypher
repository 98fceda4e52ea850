// title: {zh: 某地或某对象的投资, en: Investments in a place, park, project or other target}
// topic: money
// examples:
//   - <about:十三五>期间<target:湛江><about:园区>的<about:立项投资>是多少？
//   - <target:濠江区>的<about:工业投资>有多少
//   - <target:新北市>吸引了多少投资？
//   - <target:金山区>签约的<about:总投资>额
//   - <target:石化高性能弹性体>投资多少钱
//   - <target:联影小镇>总投资多少亿元
//   - <target:湛江>投了多少资金
//   - <target:濠江区><since:2021>年以来的投资有哪些
//   - <target:湛江>投资<amount_min:超过100亿元>的有哪些
//   - <target:青年创业群众募资辅导计画>资金规模多大
//   - <target:湛江>在<said:基础设施>上花了多少钱
//   - <target:湛江><about:基础设施>累计投入
//   - <target:新北市>落实了多少投资
//   - <target:濠江区>引进的重点产业项目<about:总投资>有多少
//   - How much was invested in <target:Zhanjiang>?
//   - Investments in <target:New Taipei City>
//   - <target:Haojiang> investment since <since:2020>
//   - <target:金山区>签约项目<about:总投资>多少
//   - <target:湛江>有哪些投资
//   - <target:新北市>一共吸引多少投资额
//   - <target:嘉定区>投入多少钱
//   - What investments are there in <target:Jinshan>?
//   - How much did <target:Zhanjiang> attract?
//   - How much money did <target:New Taipei City> receive?
//   - <target:濠江区>海上风电产业链项目的<about:总投资>是多少
//   - Total investment of <target:Jinshan>'s signed projects
//   - <target:濠江>海上风电落地项目的<about:总投资>规模
// parameters:
//   target: {type: Place|Park|Project|Company|Organization|Policy, required: true, zh: 对象, en: target}
//   about: {type: Words, zh: 关于, en: about}
//   said: {type: Words, zh: 原文须有, en: words of the text}
//   since: {type: Date, zh: 起始时间, en: since}
//   until: {type: Date, zh: 截止时间, en: until}
//   amount_min: {type: Amount, zh: 金额下限, en: at least}
// columns:
//   target: {zh: 对象, en: Target}
//   amount_text: {zh: 金额, en: Amount}
//   words: {zh: 原文, en: Words of the text}
//   into: {zh: 投向, en: Into}
//   period: {zh: 时期, en: Period}
//   amount: {zh: 数值, en: Number}
//   currency: {zh: 币种, en: Currency}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '{target}的投资有{n}笔：{@amount_text}。'
//   en: 'Investments in {target}: {@amount_text}.'
// :param target => ['濠江区']
// :param about => null
// :param said => null
// :param since => null
// :param until => null
// :param amount_min => null
UNWIND $target AS x_key
CALL (x_key) {
  MATCH (x:Province) WHERE x.id = x_key OR x.name = x_key RETURN x
  UNION
  MATCH (x:City) WHERE x.id = x_key OR x.name = x_key RETURN x
  UNION
  MATCH (x:District) WHERE x.id = x_key OR x.name = x_key RETURN x
  UNION
  MATCH (x:Park) WHERE x.id = x_key OR x.name = x_key RETURN x
  UNION
  MATCH (x:Project) WHERE x.id = x_key OR x.name = x_key RETURN x
  UNION
  MATCH (x:Company) WHERE x.id = x_key OR x.name = x_key RETURN x
  UNION
  MATCH (x:Organization) WHERE x.id = x_key OR x.name = x_key RETURN x
  UNION
  MATCH (x:Policy) WHERE x.id = x_key OR x.name = x_key RETURN x
}
MATCH (x)<-[:PART_OF|LOCATED_IN*0..4]-(into)<-[r:FUNDS]-(inv:Investment)
WHERE ($since IS NULL OR last(split(coalesce(inv.period, r.last_seen), '/')) >= $since) AND
  ($until IS NULL OR left(head(split(coalesce(inv.period, r.last_seen), '/')), size($until)) <= $until) AND
  ($amount_min IS NULL OR inv.amount >= $amount_min)
WITH x, inv, collect(DISTINCT into.name) AS into, reduce(t = inv.name + coalesce(inv.kind, ''), s IN collect(r.sentences) |
    reduce(u = t, v IN s | u + v)) AS said, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
WITH x, inv, into, _evidence, said WHERE all(w IN coalesce($said, []) WHERE any(form IN split(w, '|') WHERE said CONTAINS form))
WITH x, inv, into, _evidence, size([w IN coalesce($about, []) WHERE said CONTAINS w]) AS fit
WITH x, collect({inv: inv, into: into, evidence: _evidence, fit: fit}) AS found, max(fit) AS best
UNWIND found AS f
WITH x, f.inv AS inv, f.into AS into, f.evidence AS _evidence, f.fit AS fit, best
WHERE $about IS NULL OR fit = best AND best > 0
RETURN x.name AS target, coalesce({about: '约', over: '超', under: '近', at_least: '不少于', at_most: '不超过'}[inv.bound], '') +
    CASE WHEN inv.amount >= 1e8 THEN replace(toString(round(inv.amount / 1e8, 2)) + '亿', '.0亿', '亿')
         WHEN inv.amount >= 1e4 THEN replace(toString(round(inv.amount / 1e4, 2)) + '万', '.0万', '万')
         ELSE replace(toString(round(inv.amount, 2)) + ' ', '.0 ', '') END +
    coalesce({CNY: '元', TWD: '元新台币', USD: '美元', HKD: '港元', EUR: '欧元', JPY: '日元'}[inv.currency], inv.currency, '') AS amount_text,
  inv.name AS words, into, inv.period AS period, inv.amount AS amount, inv.currency AS currency, _evidence
ORDER BY target, currency, amount DESC
