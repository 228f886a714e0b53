/** What a person at the terminal sees: lines, their width and letters, and the one line a failed start leaves. */
package millwright.server.console;
