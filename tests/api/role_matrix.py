"""Who may use which route. A route without a row here fails the tests: decide, then write it down.

A administrator, M area manager, U auditor, C centre manager; "public" needs no session. Which rows each of them then
sees is tested beside each feature.
"""

MATRIX = """
GET    /health                              public
GET    /system                              public
POST   /sessions                            public
GET    /sessions                            AMUC
DELETE /sessions/current                    AMUC
DELETE /sessions/<uuid:session_id>          AMUC
GET    /me                                  AMUC
PATCH  /me                                  AMUC
POST   /me/password                         AMUC
POST   /password-resets                     public
POST   /password-resets/redeem              public
POST   /invitations/redeem                  public
GET    /users                               A
GET    /users/<uuid:user_id>                A
PUT    /users/<uuid:user_id>                A
PATCH  /users/<uuid:user_id>                A
POST   /users/<uuid:user_id>/invitation     A
GET    /auditors                            AM
GET    /areas                               AMUC
PUT    /areas/<uuid:area_id>                A
PATCH  /areas/<uuid:area_id>                A
GET    /centres                             AMUC
GET    /centres/<uuid:centre_id>            AMUC
PUT    /centres/<uuid:centre_id>            A
PATCH  /centres/<uuid:centre_id>            A
GET    /teams                               AMUC
PUT    /teams/<uuid:team_id>                A
GET    /touchpoints                         AMUC
PUT    /touchpoints/<string(maxlength=40):code>   A
GET    /checklists                          AMUC
GET    /checklists/<slug>/versions          AMUC
POST   /checklists/<slug>/versions          A
GET    /checklist-versions/<uuid:version_id>      AMUC
GET    /checklist-versions/<uuid:version_id>/differences  AMUC
GET    /checklist-versions/<uuid:version_id>/items  A
GET    /checklist-drafts                    A
GET    /checklist-drafts/<uuid:draft_id>    A
GET    /checklist-drafts/<uuid:draft_id>/state        A
PUT    /checklist-drafts/<uuid:draft_id>    A
PATCH  /checklist-drafts/<uuid:draft_id>    A
DELETE /checklist-drafts/<uuid:draft_id>    A
POST   /checklist-drafts/<uuid:draft_id>/check        A
GET    /checklist-drafts/<uuid:draft_id>/differences  A
POST   /checklist-drafts/<uuid:draft_id>/publication  A
GET    /programmes                          AM
PATCH  /programmes/<uuid:programme_id>      A
POST   /programmes/<uuid:programme_id>/start      A
GET    /waves                               AMUC
GET    /scenarios                           AM
GET    /visits                              AMUC
GET    /visits/<uuid:visit_id>              AMUC
PUT    /visits/<uuid:visit_id>              AM
PATCH  /visits/<uuid:visit_id>              AM
POST   /visits/<uuid:visit_id>/acceptance   AU
POST   /visits/<uuid:visit_id>/waiting      AU
POST   /visits/<uuid:visit_id>/lease        AU
PATCH  /visits/<uuid:visit_id>/answers      AU
PUT    /visits/<uuid:visit_id>/notes        AU
POST   /visits/<uuid:visit_id>/submission   AU
GET    /visits/<uuid:visit_id>/trail        AMUC
PUT    /photos/<uuid:photo_id>              AU
PATCH  /photos/<uuid:photo_id>              AU
DELETE /photos/<uuid:photo_id>              AU
GET    /photos/<uuid:photo_id>/image        AMUC
GET    /push-key                            AU
POST   /push-subscriptions                  AU
DELETE /push-subscriptions/<uuid:subscription_id>  AU
POST   /visits/<uuid:visit_id>/return       AM
POST   /visits/<uuid:visit_id>/approval     AM
POST   /visits/<uuid:visit_id>/cancellation AM
POST   /visits/<uuid:visit_id>/void         AM
POST   /visits/<uuid:visit_id>/rescores     A
GET    /actions                             AMC
GET    /actions/<uuid:action_id>            AMC
PUT    /actions/<uuid:action_id>            AM
PATCH  /actions/<uuid:action_id>            AMC
PUT    /actions/<uuid:action_id>/photos/<uuid:photo_id>        AMC
DELETE /actions/<uuid:action_id>/photos/<uuid:photo_id>        AMC
GET    /actions/<uuid:action_id>/photos/<uuid:photo_id>/image  AMC
GET    /centres/<uuid:centre_id>/actions    AMC
GET    /comparison                          AMC
GET    /auditor-effects                     A
GET    /centres/<uuid:centre_id>/figures    AMC
GET    /centres/<uuid:centre_id>/control-chart       AMC
GET    /figures/visits                      AMC
GET    /charts/trend.svg                    AMC
GET    /charts/dumbbell.svg                 AMC
GET    /charts/multiples.svg                AMC
GET    /charts/control.svg                  AMC
GET    /charts/distribution.svg             AMC
GET    /charts/heat.svg                     AMC
GET    /charts/profile.svg                  AMC
GET    /figures/heat                        AMC
GET    /inside-outside                      A
POST   /inside-outside/runs                 A
GET    /inside-outside/table.csv            A
GET    /inside-outside/map                  AMC
GET    /inside-outside/centres/<uuid:centre_id>/lines   AMC
GET    /reports                             AMUC
PUT    /reports/<uuid:report_id>            AMC
GET    /reports/<uuid:report_id>            AMUC
GET    /reports/<uuid:report_id>/file       AMUC
DELETE /reports/<uuid:report_id>            AMC
GET    /verifications/<string(maxlength=40):code>   public
GET    /exports                             AMC
PUT    /exports/<uuid:export_id>            AMC
GET    /exports/<uuid:export_id>            AMC
GET    /exports/<uuid:export_id>/file       AMC
DELETE /exports/<uuid:export_id>            AMC
GET    /exports/dictionary.csv              AMC
GET    /exports/dictionary.json             AMC
GET    /exports/<table>.<form>              AMC
GET    /webhooks                            A
PUT    /webhooks/<uuid:webhook_id>          A
PATCH  /webhooks/<uuid:webhook_id>          A
DELETE /webhooks/<uuid:webhook_id>          A
POST   /webhooks/<uuid:webhook_id>/secret   A
POST   /webhooks/<uuid:webhook_id>/test     A
GET    /webhooks/<uuid:webhook_id>/deliveries     A
POST   /webhooks/<uuid:webhook_id>/deliveries/<uuid:delivery_id>/replay  A
GET    /me/mails                            AMC
PUT    /me/mails                            AMC
"""


def rows() -> dict[tuple[str, str], str]:
    """(method, rule without /api/v1) -> the letters of those who may, or "public"."""
    lines = (line.split() for line in MATRIX.strip().splitlines())
    return {(method, rule): who for method, rule, who in lines}
