// Lit, by the one place that knows its versions (filled in by the build).
export {LitElement, html, nothing} from './lib/lit-element-${lit-element.version}/lit-element.js';
export {repeat} from './lib/lit-html-${lit-html.version}/directives/repeat.js';
export {live} from './lib/lit-html-${lit-html.version}/directives/live.js';
