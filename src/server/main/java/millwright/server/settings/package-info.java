/**
 * What an operator sets in a file: {@code serve --config=server.properties}.
 *
 * <p>C1 Every key is known, from {@code config/server.properties} as it was built in; another one is refused before
 * anything starts, with file, line and the nearest known key. C2 The command line, system properties and the
 * environment come first, in this order, then the file, then the defaults.
 *
 * <p>The engine's keys are handed on as system properties, where MicroProfile Config finds them; the launcher's own,
 * {@code millwright.server.*}, are the defaults of its options.
 */
package millwright.server.settings;
