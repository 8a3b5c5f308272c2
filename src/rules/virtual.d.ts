declare module 'virtual:vigie/rules' {
  const rules: import('./types.ts').CompiledRules;
  export default rules;
}
declare module 'virtual:vigie/sites' {
  const sites: readonly import('./sites.ts').SiteAdapter[];
  export default sites;
}
declare module 'virtual:vigie/labels' {
  const labels: import('./labels.ts').LabelLists;
  export default labels;
}
declare module 'virtual:vigie/authorities' {
  const authorities: import('./types.ts').Authorities;
  export default authorities;
}
declare module 'virtual:vigie/knowledge' {
  const knowledge: import('./knowledge.ts').Knowledge;
  export default knowledge;
}
