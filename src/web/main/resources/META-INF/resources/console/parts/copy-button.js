import {html} from '../lit.js';
import {Light} from './light.js';
import {icon} from './pieces.js';

/** Puts a text on the clipboard, and says that it did. */
class CopyButton extends Light {
    static properties = {text: {}, label: {}, done: {state: true}};

    constructor() {
        super();
        this.text = '';
        this.label = 'Copy';
        this.done = false;
    }

    render() {
        return html`<button type="button" class="btn btn-quiet btn-icon" @click=${this.copy}
            aria-label=${this.done ? 'Copied' : this.label} title=${this.label}>
            ${icon(this.done ? 'check-lg' : 'copy')}</button>`;
    }

    async copy() {
        if (navigator.clipboard) {
            await navigator.clipboard.writeText(this.text);
        } else {
            this.copyTheOldWay(); // over plain http to another machine browsers have no clipboard
        }
        this.done = true;
        setTimeout(() => this.done = false, 1_500);
    }

    copyTheOldWay() {
        const area = document.createElement('textarea');
        area.value = this.text;
        area.className = 'visually-hidden';
        document.body.append(area);
        area.select();
        document.execCommand('copy');
        area.remove();
        this.querySelector('button').focus();
    }
}

customElements.define('mw-copy', CopyButton);
