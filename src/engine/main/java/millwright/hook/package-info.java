/**
 * What a team adds around the attempts of its jobs, batch jobs and method jobs alike, and the threads they run on.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>H1 An {@link millwright.hook.AttemptInterceptor} surrounds each attempt; when it fails, the attempt fails, with
 *       an error that names it.
 *   <li>H2 {@link millwright.hook.AttemptStarted} and {@link millwright.hook.AttemptEnded} are CDI events, fired on the
 *       worker's thread; an observer's exception is logged and changes nothing.
 *   <li>H3 What nobody uses costs nothing: without interceptors and observers an attempt runs as if this were not there.
 * </ul>
 *
 * <p>Calls tracked by {@code @RunAsJob} are their callers' and are not surrounded. An end that the engine gives an attempt
 * later, because its node died or it would not stop, is no longer told here.
 */
package millwright.hook;
