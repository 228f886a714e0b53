import {chosen} from '../definitions.js';
import {duration, shortId, words} from '../format.js';
import {html, nothing} from '../lit.js';
import {href} from '../route.js';
import {shown} from '../states.js';
import {badge, bar, time} from './pieces.js';

/** A job in the list. The roles are written out: as cards on a narrow screen the cells would lose them. */
export function jobRow(job, definition, now) {
    const title = definition?.title ?? job.definition;
    return html`<tr role="row" data-job=${job.id}>
        <td role="cell" class="c-state">${badge(shown(job))}</td>
        <td role="cell" class="c-job"><a class="stretched" href=${href('jobs', job.id)}>${title}</a>
            <span class="sub"><span class="mono" title=${job.id}>${shortId(job.id)}</span>${parameters(job, definition)}</span></td>
        <td role="cell" class="c-progress">${progress(job, title)}</td>
        <td role="cell" class="c-when">${time(job.created_at, now)} <span class="sub">by ${job.submitter}</span></td>
        <td role="cell" class="c-took number">${duration(job.started_at, job.finished_at, now)}</td>
    </tr>`;
}

function parameters(job, definition) {
    const own = chosen(job, definition);
    const titles = definition?.parameters?.properties ?? {};
    return own.length === 0 ? nothing : html`<span class="own">${own.map(([name, value]) =>
        html`<span>${titles[name]?.title ?? words(name)} <b>${text(value)}</b></span>`)}</span>`;
}

function text(value) {
    return typeof value === 'string' ? value.split('/').pop() : JSON.stringify(value);
}

function progress(job, title) {
    if (job.progress) {
        return html`${bar(job.progress.fraction, `Progress of ${title}`)}<span class="sub">${job.progress.message}</span>`;
    }
    if (job.error) {
        return html`<span class="problem" title=${job.error.message}><b>${job.error.code}</b> ${job.error.message}</span>`;
    }
    return nothing;
}
