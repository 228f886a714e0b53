/**
 * The nodes over HTTP: which there are, what they run, and what is asked of them.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>W103 When a drain is answered, the node claims nothing more.
 * </ul>
 *
 * <p>It holds no rule about nodes: {@link millwright.node.Nodes} does.
 */
package millwright.web.node;
