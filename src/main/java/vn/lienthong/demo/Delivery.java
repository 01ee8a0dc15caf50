package vn.lienthong.demo;

import java.util.List;
import java.util.function.Function;

/** Sample data of one sender: transaction Bundles, and how the sender gets its token. */
record Delivery(String sender, Function<Tokens, String> token, List<byte[]> transactionBundles) {

    Delivery {
        transactionBundles = List.copyOf(transactionBundles);
    }

    /** What a facility's own system sends. */
    static Delivery ofFacility(String code, List<byte[]> transactionBundles) {
        return new Delivery("facility " + code, tokens -> tokens.ofFacility(code), transactionBundles);
    }

    /** What a person enters. */
    static Delivery ofAccount(String account, List<byte[]> transactionBundles) {
        return new Delivery(account, tokens -> tokens.ofAccount(account), transactionBundles);
    }
}
