package vn.lienthong.shared.store;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.lienthong.shared.RequiredSetting;

/**
 * How to reach PostgreSQL.
 *
 * @param url a JDBC URL, `jdbc:postgresql://host:port/database`
 * @param owner owns the tables and changes them, at start only
 * @param application reads and writes rows; must be another role, or the audit record is not protected
 * @param poolSize connections of the application role; more than a few per core only queue inside the database
 */
@ConfigurationProperties("lienthong.database")
public record DatabaseProperties(String url, Account owner, Account application, int poolSize) {

    public DatabaseProperties(
            @Nullable String url,
            @Nullable Account owner,
            @Nullable Account application,
            @DefaultValue("16") int poolSize) {
        this.url = RequiredSetting.text("lienthong.database.url", url);
        this.owner = required("lienthong.database.owner", owner);
        this.application = required("lienthong.database.application", application);
        this.poolSize = poolSize;
        if (this.owner.username().equals(this.application.username())) {
            throw new IllegalArgumentException("`lienthong.database.owner.username` and"
                    + " `lienthong.database.application.username` must be two roles: the application must not be able"
                    + " to change tables or audit rows.");
        }
        if (poolSize < 1) {
            throw new IllegalArgumentException("`lienthong.database.pool-size` must be at least 1.");
        }
    }

    private static Account required(String key, @Nullable Account account) {
        if (account == null) {
            throw RequiredSetting.missing(key + ".username");
        }
        RequiredSetting.text(key + ".username", account.username());
        RequiredSetting.text(key + ".password", account.password());
        return account;
    }

    /** A role of the database. Its password is never printed. */
    public record Account(String username, String password) {

        @Override
        public String toString() {
            return "Account[username=" + username + ", password=hidden]";
        }
    }
}
