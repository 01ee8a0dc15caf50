/**
 * Starts the whole exchange on one machine, on loopback: an embedded PostgreSQL, a real Keycloak with the realm as
 * code, and the packaged application, each as a process of its own. {@link vn.lienthong.demo.Demo} is the program
 * behind {@code ./demo}; the specifications start the same parts.
 *
 * <p>What must stay true: nothing listens beyond loopback; what was started is ended; PostgreSQL is durable wherever
 * data is kept between starts.
 */
@NullMarked
package vn.lienthong.demo;

import org.jspecify.annotations.NullMarked;
