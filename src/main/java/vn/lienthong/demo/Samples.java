package vn.lienthong.demo;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.lienthong.sample.DemoPeople;
import vn.lienthong.sample.DirectoryBundle;
import vn.lienthong.sample.Push;
import vn.lienthong.sample.SampleAvailability;
import vn.lienthong.sample.SampleDirectory;
import vn.lienthong.sample.SampleWorld;

/** What a new demo is filled with, by whom, and in which order: the directory, the records, when whom one can book, the patients' decisions. */
final class Samples {

    private Samples() {}

    static List<Delivery> deliveries() {
        List<Delivery> deliveries = new ArrayList<>();
        deliveries.add(Delivery.ofAccount(
                "operator",
                SampleDirectory.bundles().stream()
                        .map(DirectoryBundle::transactionBundle)
                        .toList()));
        DemoPeople people = new DemoPeople(new SampleWorld());
        deliveries.addAll(byFacility(people.pushes()));
        LocalDate tomorrow = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh")).plusDays(1);
        deliveries.addAll(byFacility(SampleAvailability.pushes(tomorrow)));
        deliveries.addAll(byRegistrar(people.consents()));
        deliveries.addAll(byRegistrar(people.delegations()));
        return deliveries;
    }

    private static List<Delivery> byFacility(List<Push> pushes) {
        return bySender(pushes).entrySet().stream()
                .map(sender -> Delivery.ofFacility(sender.getKey(), sender.getValue()))
                .toList();
    }

    /** A facility's program cannot grant access; its registrar can, who saw the paper signed. */
    private static List<Delivery> byRegistrar(List<Push> pushes) {
        return bySender(pushes).entrySet().stream()
                .map(sender -> Delivery.ofAccount("registrar-" + sender.getKey(), sender.getValue()))
                .toList();
    }

    private static Map<String, List<byte[]>> bySender(List<Push> pushes) {
        Map<String, List<byte[]>> bundles = new LinkedHashMap<>();
        for (Push push : pushes) {
            bundles.computeIfAbsent(push.facilityCode(), first -> new ArrayList<>())
                    .add(push.transactionBundle());
        }
        return bundles;
    }
}
