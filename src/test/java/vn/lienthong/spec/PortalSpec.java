package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.Samples.condition;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.newCccd;
import static vn.lienthong.spec.Samples.observation;
import static vn.lienthong.spec.Samples.patient;
import static vn.lienthong.spec.Samples.put;
import static vn.lienthong.spec.Samples.transaction;

import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** People get their work done in a browser: a clinician, a consultation desk, a patient. */
@ExtendWith(RunningNodes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PortalSpec {

    private final ExchangeNode node;
    private final ReferralWorld world;
    private final Browser browser;
    private final Caller centre;

    PortalSpec(ExchangeNode node) {
        this.node = node;
        world = new ReferralWorld(node);
        browser = new Browser(node);
        centre = node.facility("22021");
    }

    @AfterAll
    void the_browser_is_closed() {
        browser.close();
    }

    /** Somebody whom the district's centre knows well. */
    private String charted(String cccd, String given) {
        String id = fresh("charted");
        String reference = "Patient/" + id;
        var entries = new ArrayList<String>();
        entries.add(put(patient(id, cccd, "Đặng", given, "1961-09-02", "female")));
        entries.add(put(condition(fresh("i10"), reference, "I10")));
        entries.add(put("""
                {"resourceType":"AllergyIntolerance","id":"%s","patient":{"reference":"%s"},
                 "code":{"text":"Penicillin"},"reaction":[{"manifestation":[{"text":"Nổi mề đay"}]}]}""".formatted(fresh("allergy"), reference)));
        for (int month = 1; month <= 5; month++) {
            entries.add(put(observation(
                    fresh("glucose"),
                    reference,
                    "2345-7",
                    "2026-0%d-03".formatted(month),
                    "%d.%d".formatted(5 + month, month))));
        }
        centre.posts(transaction(entries.toArray(String[]::new))).is(200);
        return id;
    }

    @Test
    void a_clinician_finds_a_patient_and_reads_one_history() {
        String given = "Thị " + fresh("Hoa").replaceAll("[^A-Za-z]", "") + "x";
        String id = charted(newCccd(), given);
        var window = browser.window().signsIn("clinician-22021");
        assertThat(window.page().url()).endsWith("/portal/patients");
        window.isFit("patients");
        window.page().locator("#q").fill("Đặng " + given + " 1961");
        window.page().keyboard().press("Enter");
        window.reads("02/09/1961");
        window.isFit("patients-found");
        window.follows("Đặng " + given);
        window.reads("Penicillin");
        assertThat(window.page().url()).endsWith("/portal/patients/" + id);
        assertThat(window.page().locator(".alerts").innerText()).contains("Penicillin", "Nổi mề đay");
        assertThat(window.page().locator("svg polyline").count()).isEqualTo(1);
        assertThat(window.page().locator("#problems + ul").innerText()).contains("I10", "Vân Đồn");
        window.isFit("chart");
        window.follows("English");
        window.reads("Allergies");
        window.isFit("chart-english");
        window.follows("Tiếng Việt");
        window.reads("Dị ứng");
    }

    @Test
    void what_cannot_be_looked_for_and_who_is_not_found_are_told_apart() {
        var window = browser.window().signsIn("clinician-22021");
        window.opens("/portal/patients?q=@@@");
        window.reads("Chưa hiểu nội dung này");
        window.isFit("patients-unclear");
        window.opens("/portal/patients?q=Zzzz+Nobody+1901");
        window.reads("Không tìm thấy ai mà bạn được xem");
        window.isFit("patients-none");
    }

    @Test
    void who_is_hidden_and_who_is_absent_look_alike() {
        String hidden = charted(newCccd(), "Ẩn");
        var window = browser.window().signsIn("clinician-22002");
        window.opens("/portal/patients/" + hidden);
        window.reads("Không có gì ở đây mà bạn được xem");
        window.isFit("closed");
        assertThat(sent(window, hidden + "x")).isEqualTo(sent(window, hidden));
    }

    private String sent(Browser.Window window, String id) {
        var answer = window.page().context().request().get(browser.portal() + "/portal/patients/" + id);
        return answer.status() + withoutTokens(answer.text()).replace(id, "*");
    }

    private static String withoutTokens(String html) {
        return html.replaceAll("name=\"_csrf\"[^>]*", "");
    }

    @Test
    void a_patient_shows_a_code_grants_and_takes_back_and_sees_who_looked() {
        String cccd = newCccd();
        node.keycloak().addPatient("patient-of-pages", cccd);
        String id = charted(cccd, "Mã");
        var patient = browser.window().signsIn("patient-of-pages");
        patient.reads("Ai giữ dữ liệu của tôi");
        patient.isFit("own");
        patient.presses("Tạo mã");
        String code = patient.page().locator("p.code").innerText();
        patient.isFit("own-code");
        var clinician = browser.window().signsIn("clinician-22002");
        clinician.page().locator("#code").fill(code);
        clinician.presses("Mở hồ sơ");
        clinician.reads("Penicillin");

        patient.opens("/portal/own");
        patient.page().locator("#until").evaluate("one => one.type = 'text'");
        patient.page().locator("#until").fill("soon");
        patient.presses("Lưu quyết định");
        patient.reads("Chưa thực hiện được");
        patient.opens("/portal/own/accesses?all=perhaps");
        patient.reads("Chưa thực hiện được");
        patient.opens("/portal/own");
        patient.page().locator("#whom").selectOption("Organization/facility-22001");
        patient.presses("Lưu quyết định");
        patient.reads("Đã cho phép.");
        assertThat(node.account("clinician-22001").gets("Patient/" + id).status())
                .isEqualTo(200);
        patient.presses("Rút lại: Bệnh viện đa khoa tỉnh Quảng Ninh");
        patient.reads("Đã rút lại");
        assertThat(node.account("clinician-22001").gets("Patient/" + id).status())
                .isEqualTo(404);
        patient.follows("Ai đã xem");
        patient.reads("clinician-22002");
        assertThat(patient.page().locator("tbody").innerText())
                .contains("Bệnh viện Bãi Cháy", "Xem toàn bộ hồ sơ", "Muốn xem, đã bị từ chối")
                .doesNotContain("patient-of-pages");
        patient.isFit("accesses");
        patient.follows("English");
        patient.reads("Who looked at my data");
        patient.opens("/portal/own");
        patient.reads("Who holds data about me");
        patient.isFit("own-english");
    }

    @Test
    void a_desk_takes_a_case_and_asks_and_a_stale_page_is_told_so() {
        var one = world.newCase("urgent");
        String task = world.submitted(one);
        var desk = browser.window().signsIn("coordinator-22001");
        desk.reads("Hội chẩn và chuyển tuyến");
        assertThat(desk.page().locator("tr").count()).isPositive();
        desk.isFit("desk");
        desk.opens("/portal/cases/" + task);
        desk.reads("Mới gửi");
        desk.isFit("case");
        var stale = browser.window().signsIn("coordinator-22001").opens("/portal/cases/" + task);
        String receive = desk.page().locator("form.card button").first().innerText();
        desk.presses(receive);
        desk.reads("Đã tiếp nhận");
        stale.presses(receive);
        stale.reads("Đã có thay đổi từ khi bạn mở trang");
        stale.isFit("stale");
        assertThat(world.state(task)).isEqualTo("received");
        var triage = desk.page()
                .locator("form.card")
                .filter(new com.microsoft.playwright.Locator.FilterOptions()
                        .setHas(desk.page().locator("input[name=state][value=triage]")));
        triage.getByRole(AriaRole.BUTTON).click();
        desk.reads("Đang phân loại");
        var asking = desk.page()
                .locator("form.card")
                .filter(new com.microsoft.playwright.Locator.FilterOptions()
                        .setHas(desk.page().locator("input[name=state][value=more-information]")));
        asking.locator("textarea").fill("Điện tâm đồ có thay đổi không?");
        asking.getByRole(AriaRole.BUTTON).click();
        desk.reads("Chờ bổ sung");
        assertThat(world.state(task)).isEqualTo("more-information");
    }

    @Test
    void a_clinician_sends_a_case_from_the_chart_once_and_follows_it() {
        var one = world.newCase("routine");
        var id = one.patient().replace("Patient/", "");
        var window = browser.window().signsIn("clinician-22066").opens("/portal/patients/" + id);
        window.follows("Gửi hội chẩn hoặc chuyển tuyến");
        window.reads("Lý do và câu hỏi");
        window.isFit("refer");
        window.page().locator("#facility").selectOption("Organization/facility-22001");
        window.page().locator("#priority").selectOption("urgent");
        window.page().locator("#reason").fill("Đau ngực hai ngày. Có cần chuyển không?");
        window.page()
                .locator("input[name=along][value='Observation/" + one.sent() + "']")
                .check();
        window.page()
                .getByRole(
                        AriaRole.BUTTON,
                        new com.microsoft.playwright.Page.GetByRoleOptions()
                                .setName("Gửi")
                                .setExact(true))
                .dblclick();
        window.reads("Mới gửi");
        var tasks = node.account("clinician-22066")
                .gets("Task?patient=" + id)
                .is(200)
                .matches();
        assertThat(tasks).hasSize(1);
        assertThat(tasks.getFirst().toString()).contains("Observation/" + one.sent(), "facility-22001");
        window.opens("/portal/desk?side=requester");
        assertThat(window.shows("/portal/cases/" + tasks.getFirst().path("id").asText()))
                .isTrue();
        window.opens("/portal/plan");
        window.reads("Người bệnh trở về");
        window.isFit("plan");
        window.opens("/portal/nowhere");
        window.reads("Không có ở đây");
    }

    @Test
    void everything_comes_from_here_and_nobody_else_may_frame_or_send_it() {
        var window = browser.window().signsIn("clinician-22021");
        var own = URI.create(browser.portal()).getAuthority();
        var keycloak = URI.create(node.keycloak().url()).getAuthority();
        assertThat(window.hosts()).containsOnly(own, keycloak);
        var answer = window.page().navigate(browser.portal() + "/portal/patients");
        assertThat(answer.headerValue("content-security-policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.headerValue("cache-control")).contains("no-store");
        assertThat(answer.body().length).isLessThan(150_000);
        var cookie = window.page().context().cookies(browser.portal()).stream()
                .filter(one -> one.name.equals("JSESSIONID"))
                .findFirst()
                .orElseThrow();
        assertThat(cookie.httpOnly).isTrue();
        assertThat(window.page()
                        .context()
                        .request()
                        .post(browser.portal() + "/portal/code")
                        .status())
                .as("without the token of a form")
                .isEqualTo(403);
    }

    @Test
    void signing_out_ends_the_session_here_and_at_keycloak() {
        var window = browser.window().signsIn("clinician-22021");
        window.presses("Thoát");
        var confirm = window.page().locator("#kc-logout");
        if (confirm.count() > 0) {
            confirm.click();
        }
        window.reads("Bạn đã thoát");
        window.isFit("signed-out");
        window.opens("/portal/patients");
        window.page().locator("#username").waitFor();
    }

    @Test
    void a_whole_search_is_done_by_keyboard() {
        String given = "Phím" + fresh("x").replaceAll("[^a-z]", "");
        charted(newCccd(), given);
        var window = browser.window().signsIn("clinician-22021");
        window.page().keyboard().type("Đặng " + given + " 1961");
        window.page().keyboard().press("Enter");
        var found = window.page()
                .getByRole(
                        AriaRole.LINK, new com.microsoft.playwright.Page.GetByRoleOptions().setName("Đặng " + given));
        found.waitFor();
        for (int tabs = 0; tabs < 20 && !(Boolean) found.evaluate("one => one === document.activeElement"); tabs++) {
            window.page().keyboard().press("Tab");
        }
        window.page().keyboard().press("Enter");
        window.reads("Penicillin");
    }

    @Test
    void an_auditor_is_told_that_there_are_no_pages_yet() {
        var window = browser.window().signsIn("auditor");
        window.reads("Tài khoản này chưa có trang nào ở đây");
        window.isFit("home");
        window.opens("/portal/patients?q=099304000002");
        window.reads("Bạn không có quyền làm việc này");
        window.isFit("forbidden");
    }
}
