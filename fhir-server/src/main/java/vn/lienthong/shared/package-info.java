/**
 * What every feature needs and none owns: typed codes, settings, the database connection.
 *
 * <p>May use: nothing of the exchange. Everything here is a value or wiring; a rule of a feature belongs to that
 * feature. The database is reached as the application role alone; the owner role lives as long as a migration.
 */
@ApplicationModule(
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {})
@NullMarked
package vn.lienthong.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
