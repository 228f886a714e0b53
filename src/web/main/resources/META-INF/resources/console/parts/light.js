import {LitElement} from '../lit.js';

/** A component without a shadow: the page's one style sheet and its headings reach into it. */
export class Light extends LitElement {
    createRenderRoot() {
        return this;
    }
}
