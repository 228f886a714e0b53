import {words} from '../format.js';
import {html, nothing} from '../lit.js';
import {icon} from './pieces.js';

/** One parameter as a field; {@link values} reads it back. Numbers are texts: the server says what is wrong with them. */
export function field(name, property, {start, required, problem}) {
    const id = `parameter-${name}`;
    const hints = [property.description, range(property)].filter(Boolean).join(' ');
    const attributes = {id, value: start ?? property.default, problem, described: `${id}-problem ${id}-hint`};
    const label = html`${property.title ?? words(name)}${required
        ? html` <span class="required">required</span>` : nothing}`;
    return html`<div class="field" data-parameter=${name}>
        ${property.type === 'boolean'
            ? html`<div class="form-check form-switch">${toggle(attributes)}
                <label class="form-check-label" for=${id}>${label}</label></div>`
            : html`<label class="form-label" for=${id}>${label}</label>${input(property, attributes)}`}
        <p class="field-problem" id="${id}-problem">${problem === null ? nothing
            : html`${icon('exclamation-circle')} ${problem}`}</p>
        <p class="hint" id="${id}-hint">${hints}</p></div>`;
}

function toggle({id, value, problem, described}) {
    return html`<input class="form-check-input" type="checkbox" role="switch" id=${id} ?checked=${value === true}
        aria-invalid=${problem !== null} aria-describedby=${described}>`;
}

function input(property, {id, value, problem, described}) {
    const text = value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
    const invalid = problem === null ? '' : 'is-invalid';
    if (property.enum) {
        return html`<select class="form-select ${invalid}" id=${id} aria-invalid=${problem !== null}
            aria-describedby=${described}>${value === undefined ? html`<option value="">–</option>` : nothing}
            ${property.enum.map(choice => html`<option value=${JSON.stringify(choice)}
                ?selected=${choice === value}>${choice}</option>`)}</select>`;
    }
    if (property.type === 'object' || property.type === 'array') {
        return html`<textarea class="form-control mono ${invalid}" rows="4" id=${id} aria-invalid=${problem !== null}
            aria-describedby=${described}>${text}</textarea>`;
    }
    const mode = {integer: 'numeric', number: 'decimal'}[property.type] ?? 'text';
    return html`<input class="form-control ${invalid} ${mode === 'text' ? '' : 'number-input'}" id=${id} type="text"
        inputmode=${mode} autocomplete="off" spellcheck="false" value=${text} aria-invalid=${problem !== null}
        aria-describedby=${described}>`;
}

const PLAIN = new Intl.NumberFormat('en', {maximumFractionDigits: 20});

function range({minimum, maximum, exclusiveMinimum, exclusiveMaximum, type}) {
    const show = number => Math.abs(number) < 10_000 ? String(number) : PLAIN.format(number);
    const least = minimum ?? exclusiveMinimum;
    const most = maximum ?? exclusiveMaximum;
    if (!['integer', 'number'].includes(type) || (least === undefined && most === undefined)) {
        return '';
    }
    const above = exclusiveMinimum === undefined ? 'At least' : 'Above';
    const below = exclusiveMaximum === undefined ? 'at most' : 'below';
    return [least === undefined ? '' : `${above} ${show(least)}`, most === undefined ? '' : `${below} ${show(most)}`]
        .filter(Boolean).join(', ').replace(/^a/, 'A') + '.';
}

/** What the form holds, for the API: empty fields are left out, what is no number stays the text that it is. */
export function values(properties) {
    const all = {};
    for (const [name, property] of Object.entries(properties)) {
        const element = document.getElementById(`parameter-${name}`);
        if (property.type === 'boolean') {
            all[name] = element.checked;
        } else if (element.value.trim() !== '') {
            all[name] = read(element.value, property);
        }
    }
    return all;
}

function read(text, property) {
    if (property.type === 'string' && !property.enum) {
        return text;
    }
    try {
        const value = JSON.parse(text.trim());
        // rounded it would run for another number: as a text, the server refuses it and says so
        return Number.isInteger(value) && !Number.isSafeInteger(value) ? text : value;
    } catch {
        return text;
    }
}
