import type { DemoBusiness } from '../../server/demo/businesses.ts'
import { html, type Markup } from './html.ts'
import { bell, bubble, close, restart, send } from './icons.ts'
import type { Wording } from './wording.ts'

/**
 * The chat as the server draws it: greeting and suggestions already stand, so nothing moves when the script
 * wakes it. Open from the start as a docked panel; on a small screen the script shows it as a modal sheet.
 */
export function chatPanel(business: DemoBusiness, words: Wording): Markup {
  const { slug, name, greeting, suggestions, languages } = business
  const language = languages[0] ?? 'en'
  return html`<button class="launcher" type="button" data-open-chat aria-haspopup="dialog" lang="${words.language}">${bubble} ${words.askBob}</button>
<dialog class="chat" id="chat" open aria-labelledby="chat-title" data-chat data-business="${slug}" data-name="${name}" data-words="${JSON.stringify(words.chat)}" lang="${words.language}" dir="ltr">
  <div class="chat-head">
    <span class="avatar">${bell}</span>
    <div>
      <h2 id="chat-title" tabindex="-1">Bob</h2>
      <p data-status>${words.chat.answersFor.replace('{team}', name)}</p>
    </div>
    <button class="icon-button" type="button" data-restart aria-label="${words.restart}" title="${words.restart}">${restart}</button>
    <button class="icon-button chat-close" type="button" data-close-chat aria-label="${words.close}" title="${words.close}">${close}</button>
  </div>
  <div class="chat-scroll" data-scroll tabindex="0" role="group" aria-label="${words.messages}">
    <div class="chat-log" role="log" aria-live="polite" aria-label="${words.conversation}" data-log>
      <div class="message from-bob" data-greeting lang="${language}"><div class="text" dir="auto"><p>${greeting}</p></div></div>
    </div>
    <ul class="suggestions" aria-label="${words.startWith}" data-suggestions lang="${language}">
      ${suggestions.map((text) => html`<li><button class="chip" type="button" dir="auto">${text}</button></li>`)}
    </ul>
  </div>
  <form class="composer" data-composer novalidate>
    <div class="notice" data-notice role="status"></div>
    <div class="field">
      <label class="unseen" for="message">${words.label}</label>
      <textarea id="message" rows="1" dir="auto" placeholder="${words.placeholder}" autocomplete="off" aria-describedby="message-hint message-count"></textarea>
      <button class="send" type="submit" aria-label="${words.send}" title="${words.send}">${send}</button>
    </div>
    <p class="composer-foot"><span id="message-hint">${words.hint}</span> <span id="message-count" data-count></span></p>
  </form>
  <noscript><p class="notice">${words.needsScript}</p></noscript>
</dialog>`
}
